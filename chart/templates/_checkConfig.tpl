{{- /*
  What the exporter would refuse at its start, in its own words: a schema in Helm knows neither bounds of durations nor
  what compiles. Takes config and meaning.
*/ -}}
{{- define "iae.checkConfig" -}}
{{- $config := .config -}}
{{- range $bound := .meaning.durations -}}
{{- $nodes := dict "config" $config -}}
{{- range $segment := splitList "." $bound.path -}}
{{- $below := dict -}}
{{- range $path, $node := $nodes -}}
{{- /* What may be a map may also be a text, as a mirror. */ -}}
{{- if not (kindIs "string" $node) -}}
{{- $format := ternary "%s[%v]" "%s.%v" (kindIs "slice" $node) -}}
{{- range $key, $value := $node -}}
{{- if or (eq $segment "*") (eq $segment $key) }}{{ $_ := set $below (printf $format $path $key) $value }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $nodes = $below -}}
{{- end -}}
{{- range $path, $duration := $nodes -}}
{{- $ms := include "iae.milliseconds" $duration | int64 -}}
{{- if or (lt $ms (include "iae.milliseconds" $bound.minimum | int64)) (gt $ms (include "iae.milliseconds" $bound.maximum | int64)) -}}
{{- fail (printf "%s: expected a duration from %s to %s, given %q" $path $bound.minimum $bound.maximum $duration) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- range $list := list "ignored" "allowed" -}}
{{- range $index, $expression := get $config.images $list -}}
{{- /* With an empty alternative every expression matches the empty text, unless it does not compile. */ -}}
{{- if not (regexMatch (printf "%s|" $expression) "") -}}
{{- fail (printf "config.images.%s[%d]: expected an RE2 expression, given %q" $list $index $expression) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- $prefixes := dict -}}
{{- range $index, $rule := $config.images.mirrors -}}
{{- $prefix := include "iae.normalPrefix" $rule.prefix -}}
{{- $host := first (splitList "/" $prefix) -}}
{{- if not (or (regexMatch "[.:]" $host) (eq $host "localhost") (eq $host (lower $config.images.defaultRegistry))) -}}
{{- fail (printf "config.images.mirrors[%d].prefix: expected a registry first, such as docker.io/%s, given %q" $index $prefix $prefix) -}}
{{- end -}}
{{- if hasKey $prefixes $prefix -}}
{{- fail (printf "config.images.mirrors[%d].prefix: expected each prefix once, given %s here and in config.images.mirrors[%d]" $index $prefix (get $prefixes $prefix)) -}}
{{- end -}}
{{- $_ := set $prefixes $prefix $index -}}
{{- range $place, $mirror := $rule.mirrors -}}
{{- if and (kindIs "string" $mirror) (eq (include "iae.normalPrefix" (toString $mirror)) $prefix) -}}
{{- fail (printf "config.images.mirrors[%d].mirrors[%d]: expected another place than the prefix, given %q" $index $place $mirror) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- if and (include "iae.watchesNodes" $config) $config.namespaces.include -}}
{{- fail "config.images.platforms: expected the nodes' platforms, as config.namespaces.include is set (Nodes cannot be read with a Role per namespace), given []" -}}
{{- end -}}

{{- $first := "" -}}
{{- range $format := list (dict "runtime" "containerd" "keys" (list "hostsDir")) (dict "runtime" "containerd" "keys" (list "registriesYaml" "disableDefaultRegistryEndpoint")) (dict "runtime" "cri-o" "keys" (list "registriesConf" "certsDir" "runtimeAuthFile")) -}}
{{- $given := list -}}
{{- range $key := $format.keys -}}
{{- if get $config.nodes $key -}}
{{- $given = append $given $key -}}
{{- if ne $format.runtime $config.nodes.runtime -}}
{{- fail (printf "config.nodes.%s: expected nothing, as config.nodes.runtime is %s, given %s" $key $config.nodes.runtime (get $config.nodes $key | toJson)) -}}
{{- end -}}
{{- if $first -}}
{{- fail (printf "config.nodes.%s: expected nothing, as config.nodes.%s is set, given %s" $key $first (get $config.nodes $key | toJson)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and $given (not $first) -}}
{{- $first = first $given -}}
{{- end -}}
{{- end -}}
{{- if and $config.nodes.disableDefaultRegistryEndpoint (not $config.nodes.registriesYaml) -}}
{{- fail "config.nodes.disableDefaultRegistryEndpoint: expected config.nodes.registriesYaml beside it, whose mirrors it is for, given true" -}}
{{- end -}}

{{- range $path, $by := dict "nodes.registriesConf" "enabled" "nodes.runtimeAuthFile" "pullSecret" "registries.dockerConfigFile" "pullSecret" -}}
{{- $place := splitList "." $path -}}
{{- $given := get (get $config (first $place)) (last $place) -}}
{{- if and $config.nodes.openshift.enabled (get $config.nodes.openshift $by) $given -}}
{{- fail (printf "config.%s: expected nothing, as config.nodes.openshift.%s is true, given %q" $path $by $given) -}}
{{- end -}}
{{- end -}}

{{- $known := concat .meaning.kinds (list) -}}
{{- $resources := dict -}}
{{- range $index, $custom := $config.workloads.custom -}}
{{- $known = append $known $custom.kind -}}
{{- $resource := printf "%s.%s" $custom.resource $custom.group -}}
{{- if eq $resource "secrets." -}}
{{- fail (printf "config.workloads.custom[%d].resource: expected one that has pod templates, given secrets" $index) -}}
{{- end -}}
{{- if hasKey $resources $resource -}}
{{- fail (printf "config.workloads.custom[%d]: expected each resource once, given %s here and in config.workloads.custom[%d]" $index $resource (get $resources $resource)) -}}
{{- end -}}
{{- $_ := set $resources $resource $index -}}
{{- end -}}
{{- range $index, $kind := $config.workloads.includeDisabled -}}
{{- $found := eq $kind "*" -}}
{{- range $known }}{{ if eq (lower .) (lower $kind) }}{{ $found = true }}{{ end }}{{ end -}}
{{- if not $found -}}
{{- fail (printf "config.workloads.includeDisabled[%d]: unknown kind %q; expected one of %s or *" $index $kind (join ", " $known)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Whether Nodes are watched for their platforms. Takes config. */ -}}
{{- define "iae.watchesNodes" -}}
{{- if and (has .images.verify (list "platform" "content")) (not .images.platforms) }}true{{ end -}}
{{- end -}}

{{- /* A registry with a path, as it stands in normalised names. */ -}}
{{- define "iae.normalPrefix" -}}
{{- $name := trimAll "/" . -}}
{{- $host := first (splitList "/" $name) -}}
{{- $path := trimPrefix $host $name -}}
{{- printf "%s%s" (lower $host | eq "index.docker.io" | ternary "docker.io" (lower $host)) $path -}}
{{- end -}}
