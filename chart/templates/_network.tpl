{{- /* Takes peers, ports, protocols. A rule without ports would allow all of them: without ports there is no rule. */ -}}
{{- define "iae.egressRule" -}}
{{- $protocols := .protocols -}}
{{- with .ports | default list -}}
- ports:
    {{- $seen := list }}
    {{- range . }}
    {{- $port := int64 . }}
    {{- if not (has $port $seen) }}
    {{- $seen = append $seen $port }}
    {{- range $protocols }}
    - port: {{ $port }}
      protocol: {{ . }}
    {{- end }}
    {{- end }}
    {{- end }}
  {{- with $.peers }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}

{{- /* The ports that registries, mirrors and proxies of the configuration name, as a JSON list. */ -}}
{{- define "iae.registryPorts" -}}
{{- $config := include "iae.config" . | fromYaml -}}
{{- $ports := list -}}
{{- $hosts := concat (keys $config.registries.hosts | sortAlpha) (list $config.images.defaultRegistry) -}}
{{- range $config.images.mirrors }}
{{- $hosts = append $hosts .prefix -}}
{{- range .mirrors -}}
{{- if kindIs "string" . }}{{ $hosts = append $hosts . }}{{ else }}{{ $hosts = append $hosts .mirror }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range $hosts -}}
{{- with regexFind ":[0-9]+$" (first (splitList "/" .)) }}{{ $ports = append $ports (trimPrefix ":" . | int64) }}{{ end -}}
{{- end -}}
{{- $plain := or $config.registries.plainHttp $config.registries.allowPlainHttp -}}
{{- range $config.registries.hosts }}{{ if .plainHttp }}{{ $plain = true }}{{ end }}{{ end -}}
{{- range $config.images.mirrors -}}
{{- range .mirrors }}{{ if and (kindIs "map" .) (eq (get . "scheme" | default "") "http") }}{{ $plain = true }}{{ end }}{{ end -}}
{{- end -}}
{{- range include "iae.hostsFiles" . | fromYamlArray -}}
{{- if hasSuffix "/hosts.toml" .path -}}
{{- range regexFindAll "(server|host)[ .=\t]+[\"'][^\"']+" .text -1 -}}
{{- $url := regexReplaceAll "^[^\"']*[\"']" . "" -}}
{{- $host := first (splitList "/" (regexReplaceAll "^https?://" $url "")) -}}
{{- with regexFind ":[0-9]+$" $host -}}
{{- $ports = append $ports (trimPrefix ":" . | int64) -}}
{{- else -}}
{{- if hasPrefix "http:" $url }}{{ $plain = true }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $plain }}{{ $ports = append $ports 80 }}{{ end -}}
{{- range list .Values.proxy.http .Values.proxy.https -}}
{{- if . -}}
{{- $host := (urlParse .).host -}}
{{- $port := regexFind ":[0-9]+$" $host | trimPrefix ":" -}}
{{- $ports = append $ports ($port | default (ternary 443 80 (hasPrefix "https:" .)) | int64) -}}
{{- end -}}
{{- end -}}
{{- toJson $ports -}}
{{- end -}}
