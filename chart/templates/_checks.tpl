{{- /* What a schema cannot say: contradictions between values. */ -}}
{{- define "iae.check" -}}
{{- $values := .Values -}}
{{- $config := include "iae.config" . | fromYaml -}}
{{- $fullname := include "iae.fullname" . -}}
{{- include "iae.checkConfig" (dict "config" $config "meaning" (.Files.Get "files/config-meaning.json" | fromJson)) -}}

{{- $image := $values.image -}}
{{- $registry := get ($values.global | default dict) "imageRegistry" | default $image.registry -}}
{{- $first := first (splitList "/" $image.repository) -}}
{{- /* An owner at GitHub has no dot in its name. */ -}}
{{- if and $registry (contains "/" $image.repository) (or (eq $first $registry) (and (eq $registry "ghcr.io") (contains "." $first))) -}}
{{- fail (printf "image.repository: expected a repository of %s, as image.registry goes before it, given %q. For another registry set image.registry" $registry $image.repository) -}}
{{- end -}}

{{- include "iae.checkKeys" . -}}
{{- include "iae.checkMonitor" . -}}
{{- include "iae.checkNetwork" . -}}
{{- include "iae.checkPod" . -}}
{{- if and $values.prometheusAnnotations.enabled (eq $values.prometheusAnnotations.target "service") (not $values.service.enabled) -}}
{{- fail "prometheusAnnotations.target: expected pod, as there is no Service (service.enabled)" -}}
{{- end -}}

{{- $delay := include "iae.milliseconds" $config.server.shutdownDelay | int64 -}}
{{- $timeout := include "iae.milliseconds" $config.server.shutdownTimeout | int64 -}}
{{- if le (mul (int64 $values.terminationGracePeriodSeconds) 1000) (add $delay $timeout) -}}
{{- fail (printf "terminationGracePeriodSeconds: expected more than config.server.shutdownDelay (%s) and config.server.shutdownTimeout (%s) together, given %d" $config.server.shutdownDelay $config.server.shutdownTimeout (int64 $values.terminationGracePeriodSeconds)) -}}
{{- end -}}

{{- $address := $config.server.bindAddress -}}
{{- if eq (include "iae.port" . | int64) 0 -}}
{{- fail (printf "config.server.bindAddress: expected a port that Services and probes can name, given %q" $address) -}}
{{- end -}}
{{- if regexMatch "^(127\\.|localhost:|\\[::1\\])" $address -}}
{{- fail (printf "config.server.bindAddress: expected an address that is reached from outside the pod, such as :8080, given %q" $address) -}}
{{- end -}}

{{- if and $values.dockerConfig.content $values.dockerConfig.existingSecret -}}
{{- fail "dockerConfig.content, dockerConfig.existingSecret: only one of them may be set" -}}
{{- end -}}
{{- with $values.dockerConfig.content -}}
{{- if and (kindIs "string" .) (hasKey (fromJson .) "Error") -}}
{{- fail "dockerConfig.content: expected a map, or text that is a JSON object" -}}
{{- end -}}
{{- end -}}
{{- $given := $values.config.registries -}}
{{- if and (include "iae.dockerConfigSecret" .) $given.dockerConfigFile -}}
{{- fail "config.registries.dockerConfigFile: expected nothing, as dockerConfig sets it" -}}
{{- end -}}
{{- include "iae.checkNodes" . -}}
{{- if and $values.rbac.create (not (or $values.serviceAccount.create $values.serviceAccount.name)) -}}
{{- fail "serviceAccount.name: expected a name, as every pod of the namespace that names none has the ServiceAccount default, and would get the exporter's permissions" -}}
{{- end -}}
{{- $volumes := list "config" "kube-api-access" "docker-config" "web-config" "web-tls" "ca-bundle" "credential-providers" "programs" "program-image" "node-hosts" "node-registries" "registries-yaml" "registries-yaml-files" "runtime-auth" -}}
{{- range $index, $volume := $values.extraVolumes -}}
{{- if or (has $volume.name $volumes) (hasPrefix "node-certificates-" $volume.name) -}}
{{- fail (printf "extraVolumes[%d].name: expected another name than %s, which is a volume of the chart's own" $index $volume.name) -}}
{{- end -}}
{{- end -}}
{{- $set := dict "POD_NAME" "the chart" "POD_NAMESPACE" "the chart" -}}
{{- range $key, $name := dict "http" "HTTP_PROXY" "https" "HTTPS_PROXY" "noProxy" "NO_PROXY" -}}
{{- if get $values.proxy $key }}{{ $_ := set $set $name (printf "proxy.%s" $key) }}{{ end -}}
{{- end -}}
{{- range $index, $variable := $values.extraEnv -}}
{{- if hasKey $set $variable.name -}}
{{- fail (printf "extraEnv[%d].name: expected another name than %s, which %s sets" $index $variable.name (get $set $variable.name)) -}}
{{- end -}}
{{- $_ := set $set $variable.name (printf "extraEnv[%d]" $index) -}}
{{- end -}}
{{- $web := $values.webConfig -}}
{{- if and $web.existingSecret (or $web.tls.existingSecret $web.basicAuthUsers $web.content) -}}
{{- fail "webConfig.existingSecret: expected nothing else in webConfig, as the Secret holds all of it" -}}
{{- end -}}
{{- if and $web.tls.clientAuth (not $web.tls.existingSecret) -}}
{{- fail "webConfig.tls.clientAuth: expected webConfig.tls.existingSecret, as there is no TLS without a certificate" -}}
{{- end -}}
{{- $givenServer := $values.config.server -}}
{{- if and (include "iae.webConfigSecret" .) $givenServer.webConfigFile -}}
{{- fail "config.server.webConfigFile: expected nothing, as webConfig sets it" -}}
{{- end -}}
{{- $sources := list -}}
{{- range list "content" "existingConfigMap" "existingSecret" -}}
{{- if get $values.caBundle . }}{{ $sources = append $sources (printf "caBundle.%s" .) }}{{ end -}}
{{- end -}}
{{- if gt (len $sources) 1 -}}
{{- fail (printf "%s: only one of them may be set" (join ", " $sources)) -}}
{{- end -}}

{{- include "iae.checkNotifications" . -}}

{{- $sharding := $values.config.sharding -}}
{{- if gt (int64 $sharding.shards) 1 -}}
{{- fail "config.sharding.shards: expected nothing, as sharding.enabled and sharding.shards set it" -}}
{{- end -}}
{{- if and (ge (int64 $sharding.shard) 0) (or $values.sharding.enabled (gt (int64 $sharding.shard) 0)) -}}
{{- fail "config.sharding.shard: expected nothing, as each pod takes its own from its name" -}}
{{- end -}}
{{- end -}}

{{- /* Keys that mean nothing to the chart by itself, and those that others took the place of. */ -}}
{{- define "iae.checkKeys" -}}
{{- if not .Values.enabled -}}
{{- fail "enabled: expected true, given false. A parent chart leaves the chart out by `condition` beside its dependency, which names this key" -}}
{{- end -}}
{{- range $key, $kind := dict "serviceMonitor" "ServiceMonitor" "podMonitor" "PodMonitor" "scrapeConfig" "ScrapeConfig" "vmServiceScrape" "VMServiceScrape" -}}
{{- if index $.Values $key -}}
{{- fail (printf "%s: expected the section monitor in its place, with kind: %s; its keys are the same, but for `force`, as what is switched on is always created" $key $kind) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.rules.enabled (not (or .Values.rules.prometheusRule.enabled .Values.rules.vmRule.enabled)) -}}
{{- fail "rules.enabled: expected rules.prometheusRule.enabled or rules.vmRule.enabled, as there is no other object with them" -}}
{{- end -}}
{{- if and .Values.dashboards.enabled (not (or .Values.dashboards.configMap.enabled .Values.dashboards.grafanaDashboard.enabled)) -}}
{{- fail "dashboards.enabled: expected dashboards.configMap.enabled or dashboards.grafanaDashboard.enabled, as there is no other object with them" -}}
{{- end -}}
{{- end -}}
