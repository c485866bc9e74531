{{- define "iae.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- /* 52 characters: what Kubernetes appends to the names of a StatefulSet's pods has to fit into a label as well. */ -}}
{{- define "iae.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- $name := include "iae.name" . -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "iae.namespace" -}}
{{- .Values.namespaceOverride | default .Release.Namespace -}}
{{- end -}}

{{- /* A headless Service has a name of its own: Kubernetes takes no address away from a Service that has one. */ -}}
{{- define "iae.serviceName" -}}
{{- printf "%s%s" (include "iae.fullname" .) (ternary "-headless" "" (eq .Values.service.clusterIP "None")) -}}
{{- end -}}

{{- /* What lies outside its namespace carries it in its name, so that no two releases collide: neither part has a colon. */ -}}
{{- define "iae.clusterName" -}}
{{- $fullname := include "iae.fullname" . -}}
{{- $namespace := include "iae.namespace" . -}}
{{- if eq $fullname $namespace -}}
{{- $fullname -}}
{{- else -}}
{{- printf "%s:%s" $namespace $fullname -}}
{{- end -}}
{{- end -}}

{{- define "iae.serviceAccountName" -}}
{{- if .Values.serviceAccount.name -}}
{{- .Values.serviceAccount.name -}}
{{- else -}}
{{- ternary (include "iae.fullname" .) "default" .Values.serviceAccount.create -}}
{{- end -}}
{{- end -}}

{{- define "iae.selectorLabels" -}}
app.kubernetes.io/name: {{ include "iae.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: exporter
{{- end -}}

{{- /*
  Metadata of an object. Takes root, and where they differ: name, namespace, labels, annotations; clusterScoped leaves
  out the namespace, component says what else than the exporter it is.
*/ -}}
{{- define "iae.metadata" -}}
{{- $root := .root -}}
{{- $labels := include "iae.selectorLabels" $root | fromYaml -}}
{{- with .component }}{{- $_ := set $labels "app.kubernetes.io/component" . }}{{- end -}}
{{- $_ := set $labels "app.kubernetes.io/version" ($root.Chart.AppVersion | trunc 63) -}}
{{- $_ := set $labels "app.kubernetes.io/managed-by" $root.Release.Service -}}
{{- $_ := set $labels "helm.sh/chart" (printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") -}}
name: {{ .name | default (include "iae.fullname" $root) | quote }}
{{- if not .clusterScoped }}
namespace: {{ .namespace | default (include "iae.namespace" $root) | quote }}
{{- end }}
labels:
  {{- merge $labels (deepCopy (.labels | default dict)) (deepCopy ($root.Values.commonLabels | default dict)) | toYaml | nindent 2 }}
{{- with merge dict (deepCopy (.annotations | default dict)) (deepCopy ($root.Values.commonAnnotations | default dict)) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "iae.image" -}}
{{- $image := .Values.image -}}
{{- $global := .Values.global | default dict -}}
{{- $registry := $global.imageRegistry | default $image.registry -}}
{{- with $registry }}{{ . }}/{{ end -}}
{{- $image.repository -}}
{{- if or $image.tag (not $image.digest) }}:{{ $image.tag | default .Chart.AppVersion }}{{ end -}}
{{- with $image.digest }}@{{ . }}{{ end -}}
{{- end -}}

{{- /* Pull secrets of the exporter's own image, as a pod lists them. */ -}}
{{- define "iae.pullSecrets" -}}
{{- $names := list -}}
{{- $global := .Values.global | default dict -}}
{{- range concat (.Values.image.pullSecrets | default list) ($global.imagePullSecrets | default list) -}}
{{- $names = append $names (kindIs "string" . | ternary . (get (kindIs "map" . | ternary . dict) "name")) -}}
{{- end -}}
{{- range $names | uniq }}
- name: {{ . | quote }}
{{- end -}}
{{- end -}}
