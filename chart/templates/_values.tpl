{{- /*
  Fills in, once for all templates, the default of each key that is missing or null: values.yaml shows what people set
  and no more, and a parent chart may take any section away.
*/ -}}
{{- define "iae.complete" -}}
{{- $values := .Values -}}
{{- if not (hasKey $values "complete") -}}
{{- range $path, $defaults := .Files.Get "files/defaults.json" | fromJson -}}
{{- $section := $values -}}
{{- range $key := without (splitList "." $path) "" -}}
{{- if not (kindIs "map" (index $section $key)) }}{{ $_ := set $section $key dict }}{{ end -}}
{{- $section = index $section $key -}}
{{- end -}}
{{- range $key, $default := $defaults -}}
{{- if kindIs "invalid" (index $section $key) }}{{ $_ := set $section $key $default }}{{ end -}}
{{- end -}}
{{- end -}}
{{- $_ := set $values "complete" true -}}
{{- end -}}
{{- end -}}

{{- /* A map with another laid over it, key by key. Unlike with mergeOverwrite, false and 0 count. */ -}}
{{- define "iae.overlay" -}}
{{- $result := deepCopy .below -}}
{{- range $key, $value := .above | default dict }}{{ $_ := set $result $key $value }}{{ end -}}
{{- toYaml $result -}}
{{- end -}}
