{{- define "iae.configFolder" -}}
/etc/k8s-image-availability-exporter
{{- end -}}

{{- /* The exporter's whole configuration: .Values.config, and what follows from other values. */ -}}
{{- define "iae.config" -}}
{{- if not (hasKey .Values "wholeConfig") -}}
{{- $config := deepCopy .Values.config -}}
{{- if .Values.sharding.enabled -}}
{{- $_ := set $config.sharding "shards" (int64 .Values.sharding.shards) -}}
{{- end -}}
{{- if .Values.hygiene.enabled -}}
{{- /* Without Secrets there is nothing to tell of them. */ -}}
{{- $_ := set $config.hygiene "pullSecrets" (ne $config.secrets.mode "off") -}}
{{- $_ := set $config.hygiene "workloads" true -}}
{{- end -}}
{{- if include "iae.dockerConfigSecret" . -}}
{{- $_ := set $config.registries "dockerConfigFile" (printf "%s/docker/config.json" (include "iae.configFolder" .)) -}}
{{- end -}}
{{- if include "iae.providersVolume" . -}}
{{- $folder := include "iae.configFolder" . -}}
{{- $_ := set $config.nodes "credentialProviders" (dict "config" (printf "%s/credential-providers" $folder) "binDir" (printf "%s/programs" $folder)) -}}
{{- end -}}
{{- if include "iae.hostsVolume" . -}}
{{- $path := empty .Values.nodes.hosts.image.reference | not | ternary (trimSuffix "/" .Values.nodes.hosts.image.path) "" -}}
{{- $_ := set $config.nodes "hostsDir" (printf "%s/hosts%s" (include "iae.configFolder" .) $path) -}}
{{- end -}}
{{- if include "iae.registriesVolume" . -}}
{{- $_ := set $config.nodes "registriesConf" (printf "%s/registries/registries.conf" (include "iae.configFolder" .)) -}}
{{- if .Values.nodes.registries.hostPath -}}
{{- $_ := set $config.nodes "certsDir" (printf "%s/registries/certs.d" (include "iae.configFolder" .)) -}}
{{- end -}}
{{- end -}}
{{- if .Values.nodes.runtimeAuth.existingSecret -}}
{{- $_ := set $config.nodes "runtimeAuthFile" (printf "%s/runtime-auth/config.json" (include "iae.configFolder" .)) -}}
{{- end -}}
{{- if include "iae.registriesYamlVolume" . -}}
{{- $_ := set $config.nodes "registriesYaml" (printf "%s/registries-yaml/registries.yaml" (include "iae.configFolder" .)) -}}
{{- end -}}
{{- if or (include "iae.nodeCertificates" . | fromYamlArray) .Values.nodes.registriesYaml.files -}}
{{- $_ := set $config.nodes "root" (printf "%s/node" (include "iae.configFolder" .)) -}}
{{- end -}}
{{- if include "iae.webConfigSecret" . -}}
{{- $_ := set $config.server "webConfigFile" (printf "%s/web/web-config.yaml" (include "iae.configFolder" .)) -}}
{{- end -}}
{{- if include "iae.caVolume" . -}}
{{- $_ := set $config.registries "caFiles" (append $config.registries.caFiles (printf "%s/ca/ca.crt" (include "iae.configFolder" .))) -}}
{{- end -}}
{{- /* The exporter does the same where it is not told a runtime, which values.yaml always does. */ -}}
{{- if $config.nodes.openshift.enabled -}}
{{- $_ := set $config.nodes "runtime" "cri-o" -}}
{{- end -}}
{{- $_ := set .Values "wholeConfig" (toYaml $config) -}}
{{- end -}}
{{- .Values.wholeConfig -}}
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
  name: {{ $bundle.existingConfigMap | quote }}
  items:
    - key: {{ $bundle.key | quote }}
      path: ca.crt
{{- else if $bundle.existingSecret -}}
secret:
  secretName: {{ $bundle.existingSecret | quote }}
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
{{- $web := .Values.webConfig -}}
{{- if or $web.tls.existingSecret (get ($web.content | default dict) "tls_server_config") (and $web.existingSecret $web.https) -}}
HTTPS
{{- else -}}
HTTP
{{- end -}}
{{- end -}}

{{- /* The Secret with the web configuration file; empty where there is none. */ -}}
{{- define "iae.webConfigSecret" -}}
{{- $web := .Values.webConfig -}}
{{- if or $web.tls.existingSecret $web.basicAuthUsers $web.content -}}
{{- printf "%s-web-config" (include "iae.fullname" .) -}}
{{- else -}}
{{- $web.existingSecret -}}
{{- end -}}
{{- end -}}

{{- /* The web configuration file that the chart writes. */ -}}
{{- define "iae.webConfig" -}}
{{- $web := .Values.webConfig -}}
{{- $file := dict -}}
{{- if $web.tls.existingSecret -}}
{{- $folder := printf "%s/web-tls" (include "iae.configFolder" .) -}}
{{- $tls := dict "cert_file" (printf "%s/tls.crt" $folder) "key_file" (printf "%s/tls.key" $folder) -}}
{{- with $web.tls.clientAuth -}}
{{- $_ := set $tls "client_auth_type" . -}}
{{- if hasPrefix "Verify" . | or (hasPrefix "RequireAndVerify" .) }}{{ $_ := set $tls "client_ca_file" (printf "%s/ca.crt" $folder) }}{{ end -}}
{{- end -}}
{{- $_ := set $file "tls_server_config" $tls -}}
{{- end -}}
{{- with $web.basicAuthUsers }}{{ $_ := set $file "basic_auth_users" . }}{{ end -}}
{{- include "iae.overlay" (dict "below" $file "above" $web.content) -}}
{{- end -}}

{{- /* What of that file the exporter settles at its start; everything else it re-reads. Empty where that is nothing. */ -}}
{{- define "iae.webConfigSettled" -}}
{{- if not .Values.webConfig.existingSecret -}}
{{- get (include "iae.webConfig" . | fromYaml) "tls_server_config" | default dict | dig "client_auth_type" "" -}}
{{- end -}}
{{- end -}}

{{- /* What a monitor says of TLS and authentication, besides the scheme. */ -}}
{{- define "iae.scrapeAuth" -}}
{{- $scrape := .Values.webConfig.scrape -}}
{{- $result := dict -}}
{{- if eq (include "iae.scheme" .) "HTTPS" -}}
{{- $server := dict "serverName" (printf "%s.%s.svc" (include "iae.serviceName" .) (include "iae.namespace" .)) -}}
{{- $_ := set $result "tlsConfig" (include "iae.overlay" (dict "below" $server "above" $scrape.tlsConfig) | fromYaml) -}}
{{- end -}}
{{- with $scrape.basicAuth }}{{ $_ := set $result "basicAuth" . }}{{ end -}}
{{- toYaml $result -}}
{{- end -}}

{{- /* A duration as Go or Prometheus writes it, in milliseconds. */ -}}
{{- define "iae.milliseconds" -}}
{{- $units := dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000 "w" 604800000 "y" 31536000000 -}}
{{- $total := 0.0 -}}
{{- range regexFindAll "[0-9.]+(ms|[smhdwy])" . -1 -}}
{{- $total = addf $total (mulf (regexFind "^[0-9.]+" . | float64) (get $units (regexFind "[a-z]+$" .))) -}}
{{- end -}}
{{- $total | int64 -}}
{{- end -}}

{{- /* How many pods there are to be. */ -}}
{{- define "iae.replicas" -}}
{{- ternary (int64 .Values.sharding.shards) 1 .Values.sharding.enabled -}}
{{- end -}}
