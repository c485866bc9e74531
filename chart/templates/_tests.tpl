{{- /* A pod that `helm test` runs. Takes root, name, script (a file of the chart), env, and account, a ServiceAccount whose token it needs. */ -}}
{{- define "iae.testPod" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $annotations := dict "helm.sh/hook" "test" "helm.sh/hook-delete-policy" "before-hook-creation,hook-succeeded" -}}
apiVersion: v1
kind: Pod
metadata:
  {{- include "iae.metadata" (dict "root" $root "name" .name "component" "test" "annotations" $annotations) | nindent 2 }}
spec:
  restartPolicy: Never
  serviceAccountName: {{ .account | default "default" | quote }}
  automountServiceAccountToken: {{ not (empty .account) }}
  enableServiceLinks: false
  {{- with include "iae.pullSecrets" $root }}
  imagePullSecrets:
    {{- . | trim | nindent 4 }}
  {{- end }}
  {{- range $key, $value := pick $values "nodeSelector" "tolerations" }}
  {{- if $value }}
  {{- dict $key $value | toYaml | nindent 2 }}
  {{- end }}
  {{- end }}
  {{- with $values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: test
      image: {{ include "iae.image" $root | quote }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      command: [node, --input-type=module, --eval]
      args:
        - {{ $root.Files.Get .script | quote }}
      env:
        {{- toYaml .env | nindent 8 }}
      resources:
        requests:
          cpu: 10m
          memory: 64Mi
        limits:
          memory: 128Mi
      {{- with $values.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
{{- end -}}

{{- /* What prometheus-operator has to select: kind, name, namespace and labels of each object, as a JSON list. */ -}}
{{- define "iae.selectedObjects" -}}
{{- $root := . -}}
{{- $objects := list -}}
{{- range $kind, $path := include "iae.customResources" (dict "root" . "created" true) | fromJson -}}
{{- if has $kind (list "ServiceMonitor" "PodMonitor" "ScrapeConfig" "PrometheusRule" "AlertmanagerConfig") -}}
{{- $options := $root.Values -}}
{{- range splitList "." $path }}{{ $options = get $options . }}{{ end -}}
{{- $metadata := include "iae.metadata" (dict "root" $root "namespace" $options.namespace "labels" $options.labels) | fromYaml -}}
{{- $objects = append $objects (dict "kind" $kind "path" $path "name" $metadata.name "namespace" $metadata.namespace "labels" $metadata.labels) -}}
{{- end -}}
{{- end -}}
{{- toJson $objects -}}
{{- end -}}
