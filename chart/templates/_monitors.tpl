{{- /* Whether an object of a custom resource is created. Takes root, options, api. */ -}}
{{- define "iae.creates" -}}
{{- if and .options.enabled (or .options.force (.root.Capabilities.APIVersions.Has .api)) }}true{{ end -}}
{{- end -}}

{{- define "iae.monitorMetadata" -}}
{{- include "iae.metadata" (dict "root" .root "namespace" .options.namespace "labels" .options.labels "annotations" .options.annotations) -}}
{{- end -}}

{{- /* What an endpoint says in every kind, and `endpoint` laid over it. */ -}}
{{- define "iae.endpoint" -}}
{{- $options := .options -}}
{{- $endpoint := dict "port" "metrics" "path" "/metrics" "honorLabels" ($options.honorLabels | default false) -}}
{{- if eq (include "iae.scheme" .root) "HTTPS" }}{{ $_ := set $endpoint "scheme" "https" }}{{ end -}}
{{- $endpoint = merge $endpoint (include "iae.scrapeAuth" .root | fromYaml) -}}
{{- range $key := list "interval" "scrapeTimeout" "relabelings" "metricRelabelings" "relabelConfigs" "metricRelabelConfigs" -}}
{{- with get $options $key }}{{ $_ := set $endpoint $key . }}{{ end -}}
{{- end -}}
{{- include "iae.overlay" (dict "below" $endpoint "above" $options.endpoint) -}}
{{- end -}}

{{- /* The spec of what selects Services or pods; takes root, options, endpoints (the key's name). */ -}}
{{- define "iae.monitorSpec" -}}
{{- $spec := dict
  "selector" (dict "matchLabels" (include "iae.selectorLabels" .root | fromYaml))
  "namespaceSelector" (dict "matchNames" (list .root.Release.Namespace))
  .endpoints (list (include "iae.endpoint" (dict "root" .root "options" .options) | fromYaml))
-}}
{{- with .options.jobLabel }}{{ $_ := set $spec "jobLabel" . }}{{ end -}}
{{- include "iae.overlay" (dict "below" $spec "above" .options.spec) -}}
{{- end -}}

{{- /* A map with another laid over it, key by key. Unlike with mergeOverwrite, false and 0 count. */ -}}
{{- define "iae.overlay" -}}
{{- $result := deepCopy .below -}}
{{- range $key, $value := .above | default dict }}{{ $_ := set $result $key $value }}{{ end -}}
{{- toYaml $result -}}
{{- end -}}
