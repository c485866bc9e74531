{{- /* What the API server would refuse of what is Kubernetes' own, and no schema can say. */ -}}
{{- define "iae.checkPod" -}}
{{- $values := .Values -}}
{{- $fullname := include "iae.fullname" . -}}
{{- if not (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" $fullname) -}}
{{- fail (printf "fullnameOverride: expected a name that a Service can have (lower case letters, digits and -, a letter first), as the release's gives %q" $fullname) -}}
{{- end -}}
{{- $service := $values.service -}}
{{- if and (eq $service.clusterIP "None") (ne $service.type "ClusterIP") -}}
{{- fail (printf "service.clusterIP: expected an address or nothing, as a Service of the type %s is not headless" $service.type) -}}
{{- end -}}
{{- if and (eq $service.ipFamilyPolicy "SingleStack") (gt (len $service.ipFamilies) 1) -}}
{{- fail "service.ipFamilyPolicy: expected PreferDualStack or RequireDualStack, as service.ipFamilies has two" -}}
{{- end -}}
{{- $strategy := $values.updateStrategy | default dict -}}
{{- $types := ternary (list "RollingUpdate" "OnDelete") (list "RollingUpdate" "Recreate") $values.sharding.enabled -}}
{{- $type := $strategy.type | default "RollingUpdate" -}}
{{- if not (has $type $types) -}}
{{- fail (printf "updateStrategy.type: expected %s for a %s, given %q" (join " or " $types) (ternary "StatefulSet" "Deployment" $values.sharding.enabled) $type) -}}
{{- end -}}
{{- if and $strategy.rollingUpdate (ne $type "RollingUpdate") -}}
{{- fail (printf "updateStrategy.rollingUpdate: expected nothing beside the type %s" $type) -}}
{{- end -}}
{{- if and (eq $values.dnsPolicy "None") (not ($values.dnsConfig | default dict).nameservers) -}}
{{- fail "dnsConfig.nameservers: expected at least one, as dnsPolicy is None" -}}
{{- end -}}
{{- $resources := $values.resources | default dict -}}
{{- range $name, $request := $resources.requests -}}
{{- $limit := index ($resources.limits | default dict) $name -}}
{{- if and (not (kindIs "invalid" $limit)) (not (kindIs "invalid" $request)) (gt (include "iae.quantity" $request | float64) (include "iae.quantity" $limit | float64)) -}}
{{- fail (printf "resources.requests.%s: expected no more than resources.limits.%s (%v), given %v" $name $name $limit $request) -}}
{{- end -}}
{{- end -}}
{{- range $index, $variable := $values.extraEnv -}}
{{- if and (hasKey $variable "valueFrom") (index $variable "value") -}}
{{- fail (printf "extraEnv[%d]: expected value or valueFrom, not both" $index) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* A quantity as a number. */ -}}
{{- define "iae.quantity" -}}
{{- $text := toString . -}}
{{- $unit := regexFind "(m|k|M|G|T|P|E|n|u|Ki|Mi|Gi|Ti|Pi|Ei)$" $text -}}
{{- $factors := dict "" 1 "n" 0.000000001 "u" 0.000001 "m" 0.001 "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 "P" 1000000000000000 "E" 1000000000000000000 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 "Pi" 1125899906842624 "Ei" 1152921504606846976 -}}
{{- mulf (trimSuffix $unit $text | float64) (get $factors $unit) -}}
{{- end -}}
