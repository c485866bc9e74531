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
{{- $hosts := concat (keys $config.registries.hosts | sortAlpha) (list $config.images.defaultRegistry) ($config.images.keepAlive.registries | default list) -}}
{{- $docker := .Values.dockerConfig.content | default dict -}}
{{- $docker = kindIs "string" $docker | ternary (fromJson (toString $docker)) $docker -}}
{{- range $section := list "auths" "credHelpers" }}{{ with get $docker $section }}{{ if kindIs "map" . }}{{ $hosts = concat $hosts (keys . | sortAlpha) }}{{ end }}{{ end }}{{ end -}}
{{- range $config.images.mirrors }}
{{- $hosts = append $hosts .prefix -}}
{{- range .mirrors -}}
{{- if kindIs "string" . }}{{ $hosts = append $hosts . }}{{ else }}{{ $hosts = append $hosts .mirror }}{{ end -}}
{{- end -}}
{{- end -}}
{{- range $hosts -}}
{{- with regexFind ":[0-9]+$" (regexReplaceAll "^https?://" . "" | splitList "/" | first) }}{{ $ports = append $ports (trimPrefix ":" . | int64) }}{{ end -}}
{{- end -}}
{{- $plain := or $config.registries.plainHttp $config.registries.allowPlainHttp -}}
{{- range $config.registries.hosts }}{{ if .plainHttp }}{{ $plain = true }}{{ end }}{{ end -}}
{{- range $config.images.mirrors -}}
{{- range .mirrors }}{{ if and (kindIs "map" .) (eq (get . "scheme" | default "") "http") }}{{ $plain = true }}{{ end }}{{ end -}}
{{- end -}}
{{- range include "iae.hostsFiles" . | fromYamlArray -}}
{{- if hasSuffix "/hosts.toml" .path -}}
{{- /* A registry without `server` in its file is asked under its own name, which is that of the folder. */ -}}
{{- with regexFind "_[0-9]+_$" (first (splitList "/" .path)) }}{{ $ports = append $ports (trimAll "_" . | int64) }}{{ end -}}
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
{{- if .Values.nodes.registriesYaml.content -}}
{{- $registries := include "iae.registriesYamlContent" . | fromYaml -}}
{{- range $section := list "mirrors" "configs" -}}
{{- range $registry, $mirror := kindIs "map" (get $registries $section) | ternary (get $registries $section) dict -}}
{{- $named := list $registry -}}
{{- if kindIs "map" $mirror }}{{ with get $mirror "endpoint" }}{{ if kindIs "slice" . }}{{ $named = concat $named . }}{{ end }}{{ end }}{{ end -}}
{{- range $named -}}
{{- $host := first (splitList "/" (regexReplaceAll "^[a-z]+://" (toString .) "")) -}}
{{- with regexFind ":[0-9]+$" $host -}}
{{- $ports = append $ports (trimPrefix ":" . | int64) -}}
{{- end -}}
{{- if and (hasPrefix "http://" (toString .)) (not (regexMatch ":[0-9]+$" $host)) }}{{ $plain = true }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with .Values.nodes.registries.content -}}
{{- range regexFindAll "(location|unqualified-search-registries)[ \t]*=[^\n]+" . -1 -}}
{{- range regexFindAll ":[0-9]+[/\"']" . -1 }}{{ $ports = append $ports (trimAll ":/\"'" . | int64) }}{{ end -}}
{{- end -}}
{{- if regexMatch "insecure[ \t]*=[ \t]*true" . }}{{ $plain = true }}{{ end -}}
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

{{- /* Where registries may be: anywhere but where machines have their metadata, unless `config` allows it. */ -}}
{{- define "iae.registryPeers" -}}
{{- $config := include "iae.config" . | fromYaml -}}
{{- with .Values.networkPolicy.registries.to -}}
{{- toYaml . -}}
{{- else -}}
- namespaceSelector: {}
- ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] }
- ipBlock: { cidr: "::/0", except: ["fe80::/10", "fd00:ec2::/32"] }
{{- range $config.registries.allowedNetworks }}
- ipBlock: { cidr: {{ . | quote }} }
{{- end }}
{{- end -}}
{{- end -}}

{{- /* The metadata services of the clouds that are on, as a JSON list of peers and ports. Identities by a token's exchange need none. */ -}}
{{- define "iae.metadataServices" -}}
{{- $config := include "iae.config" . | fromYaml -}}
{{- $cloud := $config.nodes.cloud -}}
{{- $machine := list "169.254.169.254/32" -}}
{{- $services := list -}}
{{- if eq $cloud.aws.mode "on" -}}
{{- $services = append $services (dict "port" 80 "cidrs" (concat $machine (list "fd00:ec2::254/128" "169.254.170.23/32" "fd00:ec2::23/128"))) -}}
{{- else if or (eq $cloud.azure.mode "on") (eq $cloud.google.mode "on") .Values.nodes.google.serviceAccount -}}
{{- $services = append $services (dict "port" 80 "cidrs" $machine) -}}
{{- end -}}
{{- if or (eq $cloud.google.mode "on") .Values.nodes.google.serviceAccount -}}
{{- /* GKE without its Dataplane V2. */ -}}
{{- $services = append $services (dict "port" 988 "cidrs" (list "169.254.169.252/32")) -}}
{{- end -}}
{{- toJson $services -}}
{{- end -}}

{{- define "iae.checkNetwork" -}}
{{- $policy := .Values.networkPolicy -}}
{{- if $policy.enabled -}}
{{- if and $policy.registries.to (not $policy.apiServer.to) $policy.apiServer.ports -}}
{{- fail (printf "networkPolicy.apiServer.to: expected peers, as networkPolicy.registries.to narrows and the ports of the API server (%s) would be open to everywhere. `kubectl get endpointslices --namespace default` tells its addresses" (join ", " $policy.apiServer.ports)) -}}
{{- end -}}
{{- if .Values.hostNetwork -}}
{{- fail "networkPolicy.enabled: expected false, as it does not hold for pods in the node's network (hostNetwork)" -}}
{{- end -}}
{{- end -}}
{{- end -}}
