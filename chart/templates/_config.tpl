{{- define "iae.configFolder" -}}
/etc/k8s-image-availability-exporter
{{- end -}}

{{- /*
  The exporter's whole configuration: .Values.config, a default for each key that was taken away by null, and what
  follows from other values.
*/ -}}
{{- define "iae.config" -}}
{{- $config := deepCopy (.Values.config | default dict) -}}
{{- range $section, $defaults := .Files.Get "files/config-defaults.json" | fromJson -}}
{{- $given := get $config $section | default dict -}}
{{- range $key, $default := $defaults -}}
{{- if or (not (hasKey $given $key)) (kindIs "invalid" (get $given $key)) -}}
{{- $_ := set $given $key $default -}}
{{- end -}}
{{- end -}}
{{- $_ := set $config $section $given -}}
{{- end -}}
{{- if .Values.sharding.enabled -}}
{{- $_ := set $config.sharding "shards" (int64 .Values.sharding.shards) -}}
{{- end -}}
{{- if include "iae.dockerConfigSecret" . -}}
{{- $_ := set $config.registries "dockerConfigFile" (printf "%s/docker/config.json" (include "iae.configFolder" .)) -}}
{{- end -}}
{{- if include "iae.caVolume" . -}}
{{- $_ := set $config.registries "caFiles" (append $config.registries.caFiles (printf "%s/ca/ca.crt" (include "iae.configFolder" .))) -}}
{{- end -}}
{{- toYaml $config -}}
{{- end -}}

{{- /* The Secret with the docker config; empty where there is none. */ -}}
{{- define "iae.dockerConfigSecret" -}}
{{- if .Values.dockerConfig.content -}}
{{- printf "%s-docker-config" (include "iae.fullname" .) -}}
{{- else -}}
{{- .Values.dockerConfig.existingSecret -}}
{{- end -}}
{{- end -}}

{{- /* The source of the volume with the CA bundle; empty where there is none. */ -}}
{{- define "iae.caVolume" -}}
{{- $bundle := .Values.caBundle -}}
{{- if $bundle.content -}}
configMap:
  name: {{ include "iae.fullname" . }}-ca-bundle
{{- else if $bundle.existingConfigMap -}}
configMap:
  name: {{ $bundle.existingConfigMap }}
  items:
    - key: {{ $bundle.key | quote }}
      path: ca.crt
{{- else if $bundle.existingSecret -}}
secret:
  secretName: {{ $bundle.existingSecret }}
  items:
    - key: {{ $bundle.key | quote }}
      path: ca.crt
{{- end -}}
{{- end -}}

{{- /* The port that the exporter listens on. */ -}}
{{- define "iae.port" -}}
{{- $config := include "iae.config" . | fromYaml -}}
{{- regexFind "[0-9]+$" $config.server.bindAddress -}}
{{- end -}}

{{- define "iae.scheme" -}}
HTTP
{{- end -}}

{{- /* A duration as Go writes it, in milliseconds. */ -}}
{{- define "iae.milliseconds" -}}
{{- $units := dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 -}}
{{- $total := 0.0 -}}
{{- range regexFindAll "[0-9.]+(ms|s|m|h)" . -1 -}}
{{- $total = addf $total (mulf (regexFind "^[0-9.]+" . | float64) (get $units (regexFind "[a-z]+$" .))) -}}
{{- end -}}
{{- $total | int64 -}}
{{- end -}}

{{- /* How many pods there are to be. */ -}}
{{- define "iae.replicas" -}}
{{- ternary (int64 .Values.sharding.shards) 1 (.Values.sharding.enabled | default false) -}}
{{- end -}}
