{{- /* Rules for workloads and what decides how their images are pulled, secrets excepted: read by list and watch alone. */ -}}
{{- define "iae.workloadRules" -}}
{{- $config := include "iae.config" .root | fromYaml -}}
{{- $builtIn := .root.Files.Get "files/workload-kinds.json" | fromJson -}}
{{- $resources := list "/serviceaccounts" -}}
{{- if .namespaces }}{{ $resources = append $resources "/namespaces" }}{{ end -}}
{{- if include "iae.watchesNodes" $config }}{{ $resources = append $resources "/nodes" }}{{ end -}}
{{- range $config.workloads.kinds -}}
{{- $resources = append $resources (get $builtIn .).resource -}}
{{- end -}}
{{- if $config.running.enabled }}{{ $resources = append $resources "/pods" }}{{ end -}}
{{- if or $config.running.enabled (has "Pod" $config.workloads.kinds) -}}
{{- /* Pods belong to these. */ -}}
{{- range $builtIn }}{{ if .controlled }}{{ $resources = append $resources .resource }}{{ end }}{{ end -}}
{{- end -}}
{{- if and $config.hygiene.pullSecrets (ne $config.secrets.mode "off") -}}
{{- /* Whatever owns them, they may use a Secret. */ -}}
{{- $resources = append $resources "/pods" -}}
{{- end -}}
{{- if $config.hygiene.workloads }}{{ $resources = append $resources "/services" }}{{ end -}}
{{- range $config.workloads.custom -}}
{{- $resources = append $resources (printf "%s/%s" .group .resource) -}}
{{- end -}}
{{- $groups := dict -}}
{{- range $resources | uniq -}}
{{- $parts := splitList "/" . -}}
{{- $_ := set $groups (first $parts) (append (get $groups (first $parts) | default list) (last $parts)) -}}
{{- end -}}
{{- range $group, $names := $groups }}
- apiGroups: [{{ $group | quote }}]
  resources: {{ $names | sortAlpha | toJson }}
  verbs: [list, watch]
{{- end -}}
{{- /* Listed when they are asked for, never watched. */ -}}
{{- $listed := list -}}
{{- if $config.workloads.liveRevisions -}}
{{- range $config.workloads.kinds -}}
{{- with (get $builtIn .).revisions }}{{ $listed = append $listed . }}{{ end -}}
{{- end -}}
{{- if $config.workloads.custom }}{{ $listed = append $listed $builtIn.Deployment.revisions }}{{ end -}}
{{- end -}}
{{- if gt (int $config.workloads.revisions) 0 -}}
{{- range $config.workloads.kinds -}}
{{- with (get $builtIn .).history }}{{ $listed = append $listed . }}{{ end -}}
{{- end -}}
{{- end -}}
{{- if $config.server.inUse -}}
{{- range $builtIn }}{{ $listed = append $listed .resource }}{{ end -}}
{{- $listed = append $listed "apps/controllerrevisions" -}}
{{- end -}}
{{- $groups = dict -}}
{{- range $listed | uniq -}}
{{- if not (has . $resources) -}}
{{- $parts := splitList "/" . -}}
{{- $_ := set $groups (first $parts) (append (get $groups (first $parts) | default list) (last $parts)) -}}
{{- end -}}
{{- end -}}
{{- range $group, $names := $groups }}
- apiGroups: [{{ $group | quote }}]
  resources: {{ $names | sortAlpha | toJson }}
  verbs: [list]
{{- end -}}
{{- end -}}

{{- /* What of OpenShift's objects says what nodes have: a ClusterRole's rules, and of single objects by namespace. */ -}}
{{- define "iae.openShiftRules" }}
- apiGroups: [config.openshift.io]
  resources: [clusterversions, imagedigestmirrorsets, images, imagetagmirrorsets]
  verbs: [list, watch]
- apiGroups: [operator.openshift.io]
  resources: [imagecontentsourcepolicies]
  verbs: [list, watch]
{{- end -}}

{{- define "iae.openShiftObjects" -}}
{{- $openShift := (include "iae.config" . | fromYaml).nodes.openshift -}}
{{- $objects := dict "openshift-config-managed" (dict "configmaps" "image-registry-ca") -}}
{{- $ours := dict -}}
{{- if $openShift.pullSecret }}{{ $_ := set $ours "secrets" "pull-secret" }}{{ end -}}
{{- with $openShift.additionalTrustedCA }}{{ $_ := set $ours "configmaps" . }}{{ end -}}
{{- if $ours }}{{ $_ := set $objects "openshift-config" $ours }}{{ end -}}
{{- toYaml $objects -}}
{{- end -}}

{{- define "iae.objectRules" }}
{{- range $resource, $name := . }}
- apiGroups: [""]
  resources: [{{ $resource }}]
  resourceNames: [{{ $name | quote }}]
  verbs: [list, watch]
{{- end }}
{{- end -}}

{{- define "iae.secretRule" }}
- apiGroups: [""]
  resources: [secrets]
  verbs: [list, watch]
{{- end -}}

{{- /* A ClusterRole and its binding. Takes root, rules. */ -}}
{{- define "iae.clusterRole" -}}
{{- $root := .root -}}
{{- $name := include "iae.clusterName" $root -}}
{{- $metadata := include "iae.metadata" (dict "root" $root "name" $name "clusterScoped" true "annotations" $root.Values.rbac.annotations) -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  {{- $metadata | nindent 2 }}
rules:
  {{- .rules | trim | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  {{- $metadata | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: {{ $name | quote }}
subjects:
  {{- include "iae.subjects" $root | nindent 2 }}
{{- end -}}

{{- /* A Role and its binding. Takes root, namespace, rules. */ -}}
{{- define "iae.role" -}}
{{- $root := .root -}}
{{- $name := include "iae.clusterName" $root -}}
{{- $metadata := include "iae.metadata" (dict "root" $root "name" $name "namespace" .namespace "annotations" $root.Values.rbac.annotations) -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  {{- $metadata | nindent 2 }}
rules:
  {{- .rules | trim | nindent 2 }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  {{- $metadata | nindent 2 }}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: {{ $name | quote }}
subjects:
  {{- include "iae.subjects" $root | nindent 2 }}
{{- end -}}

{{- define "iae.subjects" -}}
- kind: ServiceAccount
  name: {{ include "iae.serviceAccountName" . | quote }}
  namespace: {{ include "iae.namespace" . | quote }}
{{- end -}}
