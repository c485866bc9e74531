{{- /*
  The dashboards by the last part of their names: the generated files with the values laid over them, as
  `render dashboards` does. What is Grafana's own in them is no template of Helm's.
*/ -}}
{{- define "iae.dashboards" -}}
{{- $root := . -}}
{{- $data := .Files.Get "files/dashboards.json" | fromJson -}}
{{- $values := .Values.dashboards -}}
{{- $addresses := merge (dict "runbook" .Values.rules.runbookUrl) $values.links -}}
{{- $dashboards := dict -}}
{{- range $name, $identity := $data.boards -}}
{{- $knobs := get $values.boards $name -}}
{{- if and $knobs.enabled (or (ne $name "clusterHygiene") $root.Values.hygiene.enabled) -}}
{{- $text := $root.Files.Get (printf "files/dashboards/%s.json" $identity.slug) -}}
{{- range $link, $about := $data.links -}}
{{- $links := include "iae.dataLinks" (dict "about" $about "address" (get $addresses $link)) -}}
{{- $text = replace (printf "@links.%s@" $link | toJson) $links $text -}}
{{- end -}}
{{- if $values.recordingRules -}}
{{- range $expr, $recorded := $data.recordingRules }}{{ $text = replace $expr $recorded $text }}{{ end -}}
{{- end -}}
{{- $dashboard := fromJson $text -}}
{{- $_ := set $dashboard "title" (print $values.titlePrefix $identity.title) -}}
{{- $_ := set $dashboard "tags" (concat $dashboard.tags $values.tags $knobs.tags) -}}
{{- $_ := set $dashboard "timezone" $values.timezone -}}
{{- $_ := set $dashboard "refresh" ($knobs.refresh | default $values.refresh) -}}
{{- $_ := set $dashboard "time" (dict "from" ($knobs.from | default $values.from) "to" "now") -}}
{{- $_ := set $dashboards $identity.slug (toJson $dashboard) -}}
{{- end -}}
{{- end -}}
{{- toJson $dashboards -}}
{{- end -}}

{{- /* The links of a cell to an address from the values; takes about, address. A name that begins like another one comes after it. */ -}}
{{- define "iae.dataLinks" -}}
{{- $links := list -}}
{{- with .address -}}
{{- $url := . -}}
{{- range $field := $.about.fields | sortAlpha | reverse }}{{ $url = replace (print "$" $field) (printf "${__data.fields.%s}" $field) $url }}{{ end -}}
{{- $links = list (dict "title" $.about.title "url" $url "targetBlank" true) -}}
{{- end -}}
{{- toJson $links -}}
{{- end -}}
