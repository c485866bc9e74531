{{- /*
  The spec of a PrometheusRule or VMRule: the generated rules with the values laid over them, as
  `render rules` does. Nothing in the rules is a template of Helm's.
*/ -}}
{{- define "iae.rules" -}}
{{- $data := .Files.Get "files/rules.json" | fromJson -}}
{{- $values := .Values.rules -}}
{{- $groups := list -}}
{{- range $group := $data.groups -}}
{{- $rules := list -}}
{{- if or (not $group.section) (get $.Values $group.section).enabled -}}
{{- range $rule := $group.rules -}}
{{- if hasKey $rule "record" -}}
{{- $rules = append $rules $rule -}}
{{- else -}}
{{- $knobs := get $values.alerts $rule.alert -}}
{{- $isWanted := or (not $rule.replicas) (ne (eq ($rule.replicas | default "") "any") $values.severityByReplicas) -}}
{{- if and $knobs.enabled $isWanted (or (not $rule.onlyWhile) (eq $knobs.severity ($rule.onlyWhile | default ""))) -}}
{{- $rules = append $rules (include "iae.alert" (dict "rule" $rule "knobs" $knobs "values" $values "dashboard" $group.dashboard) | fromJson) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $rules }}{{ $groups = append $groups (set (omit $group "section" "dashboard") "rules" $rules) }}{{ end -}}
{{- end -}}
{{- toYaml (dict "groups" (concat $groups $values.extraGroups)) -}}
{{- end -}}

{{- /* One alert; takes rule, knobs, values, dashboard. */ -}}
{{- define "iae.alert" -}}
{{- $labels := dict -}}
{{- $severity := .knobs.severity -}}
{{- if or .rule.isLess (eq (.rule.replicas | default "") "many") -}}
{{- $unknown := ternary "info" $severity (hasKey .rule "isLess") -}}
{{- $severity = get (dict "critical" "warning" "warning" "info") $severity | default $unknown -}}
{{- end -}}
{{- range $below := list .values.additionalLabels .knobs.labels (dict "severity" (.rule.severity | default $severity)) -}}
{{- range $key, $value := $below }}{{ $_ := set $labels $key $value }}{{ end -}}
{{- end -}}
{{- $annotations := deepCopy .rule.annotations -}}
{{- with .values.runbookUrl }}{{ $_ := set $annotations "runbook_url" (replace "$alert" $.rule.alert .) }}{{ end -}}
{{- with .values.dashboardUrl }}{{ $_ := set $annotations "dashboard_url" (replace "$alert" $.rule.alert . | replace "$dashboard" $.dashboard) }}{{ end -}}
{{- range $key, $value := .knobs.annotations }}{{ $_ := set $annotations $key $value }}{{ end -}}
{{- $alert := dict "alert" .rule.alert "labels" $labels "annotations" $annotations -}}
{{- $_ := set $alert "expr" (replace "$threshold" (toJson .knobs.threshold) .rule.expr) -}}
{{- with .knobs.for }}{{ $_ := set $alert "for" . }}{{ end -}}
{{- with .knobs.keepFiringFor }}{{ $_ := set $alert "keep_firing_for" . }}{{ end -}}
{{- toJson $alert -}}
{{- end -}}
