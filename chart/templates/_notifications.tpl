{{- /* What kubectl finds the exporter's pods by. Takes root, options. */ -}}
{{- define "iae.kubectlFlags" -}}
-n {{ .options.exporterNamespace | default (include "iae.namespace" .root) }} -l app.kubernetes.io/name={{ include "iae.name" .root }}
{{- end -}}

{{- /* A matcher of a label that is one of some texts. Takes name, values. */ -}}
{{- define "iae.oneOf" -}}
{{- if eq (len .values) 1 -}}
{{- toJson (dict "name" .name "matchType" "=" "value" (first .values)) -}}
{{- else -}}
{{- $quoted := list -}}
{{- range .values }}{{ $quoted = append $quoted (regexQuoteMeta .) }}{{ end -}}
{{- toJson (dict "name" .name "matchType" "=~" "value" (join "|" $quoted)) -}}
{{- end -}}
{{- end -}}

{{- define "iae.timing" -}}
{{- $result := dict -}}
{{- range $key := list "groupWait" "groupInterval" "repeatInterval" -}}
{{- with get $ $key }}{{ $_ := set $result $key . }}{{ end -}}
{{- end -}}
{{- toJson $result -}}
{{- end -}}

{{- /* The name of the receiver of a severity. Takes routes, severity. */ -}}
{{- define "iae.receiver" -}}
{{- $name := (get .routes .severity).receiver -}}
{{- if $name }}{{ $name }}
{{- else if eq .severity "warning" }}{{ include "iae.receiver" (dict "routes" .routes "severity" "critical") }}
{{- else }}nobody
{{- end -}}
{{- end -}}

{{- /* The route of the rules' alerts; `render alertmanager` has the same. Takes root, data, options. */ -}}
{{- define "iae.route" -}}
{{- $options := .options -}}
{{- $routes := $options.routes -}}
{{- $alerts := .data.alerts -}}
{{- range .root.Values.rules.extraGroups -}}
{{- range .rules }}{{ if hasKey . "alert" }}{{ $alerts = append $alerts .alert }}{{ end }}{{ end -}}
{{- end -}}
{{- $byRegistry := dict "matchers" (list (dict "name" "registry" "matchType" "!=" "value" "")) -}}
{{- with $options.groupBy.registry }}{{ $_ := set $byRegistry "groupBy" . }}{{ end -}}
{{- $told := list -}}
{{- $label := printf "label_%s" (regexReplaceAll "[^a-zA-Z0-9_]" $options.teams.label "_") -}}
{{- range $team, $receiver := $options.teams.receivers -}}
{{- $matcher := dict "name" $label "matchType" "=" "value" $team -}}
{{- $told = append $told (dict "matchers" (list $matcher) "receiver" $receiver "routes" (list $byRegistry)) -}}
{{- end -}}
{{- $told = append $told $byRegistry -}}
{{- $below := list -}}
{{- range $severity := list "info" "warning" -}}
{{- $route := include "iae.timing" (get $routes $severity) | fromJson -}}
{{- $_ := set $route "matchers" (list (dict "name" "severity" "matchType" "=" "value" $severity)) -}}
{{- $_ := set $route "receiver" (include "iae.receiver" (dict "routes" $routes "severity" $severity)) -}}
{{- $_ := set $route "routes" (ternary (list $byRegistry) $told (eq $severity "info")) -}}
{{- $below = append $below $route -}}
{{- end -}}
{{- $route := include "iae.timing" $routes.critical | fromJson -}}
{{- $_ := set $route "matchers" (list (include "iae.oneOf" (dict "name" "alertname" "values" $alerts) | fromJson)) -}}
{{- $_ := set $route "receiver" (include "iae.receiver" (dict "routes" $routes "severity" "critical")) -}}
{{- with $options.groupBy.others }}{{ $_ := set $route "groupBy" . }}{{ end -}}
{{- $_ := set $route "routes" (concat $below $told) -}}
{{- toJson $route -}}
{{- end -}}

{{- define "iae.inhibitRules" -}}
{{- $rules := list -}}
{{- range $name := list "registryUnavailable" "exporterDown" "severity" -}}
{{- if get $.options.inhibition $name }}{{ $rules = append $rules (get $.data.inhibitions $name) }}{{ end -}}
{{- end -}}
{{- toJson (dict "rules" $rules) -}}
{{- end -}}

{{- /* A text of a receiver, with all that it calls for. Takes root, data, options, text. */ -}}
{{- define "iae.text" -}}
{{- $text := .text -}}
{{- if eq .options.texts "inline" -}}
{{- range $text.texts }}{{ replace "$exporter" (include "iae.kubectlFlags" $) (get $.data.definitions .) }}{{ end -}}
{{- end -}}
{{- $text.value -}}
{{- end -}}

{{- /* The receivers that are given and those that the routes name. Takes root, data, options. */ -}}
{{- define "iae.receivers" -}}
{{- $context := . -}}
{{- $options := .options -}}
{{- $names := concat (keys $options.receivers) (values $options.teams.receivers) -}}
{{- range list "critical" "warning" "info" -}}
{{- $names = append $names (include "iae.receiver" (dict "routes" $options.routes "severity" .)) -}}
{{- end -}}
{{- $receivers := list -}}
{{- range $name := $names | uniq | sortAlpha -}}
{{- $receiver := dict "name" $name -}}
{{- range $key, $configs := get $options.receivers $name | default dict -}}
{{- if hasSuffix "Configs" $key -}}
{{- $texts := ternary dict (get $context.data.receivers (trimSuffix "Configs" $key) | default dict) (eq $options.texts "none") -}}
{{- $filled := list -}}
{{- range $config := $configs -}}
{{- $filled = append $filled (include "iae.filledReceiver" (merge (dict "config" $config "texts" $texts) $context) | fromJson) -}}
{{- end -}}
{{- $_ := set $receiver $key $filled -}}
{{- end -}}
{{- end -}}
{{- $receivers = append $receivers $receiver -}}
{{- end -}}
{{- toJson (dict "receivers" $receivers) -}}
{{- end -}}

{{- /* A receiver with texts where it has none of its own. Takes root, data, options, config, texts. */ -}}
{{- define "iae.filledReceiver" -}}
{{- $context := . -}}
{{- $config := deepCopy .config -}}
{{- if not (hasKey $config "sendResolved") }}{{ $_ := set $config "sendResolved" true }}{{ end -}}
{{- range $field, $text := .texts -}}
{{- if hasKey $text "value" -}}
{{- if not (hasKey $config $field) }}{{ $_ := set $config $field (include "iae.text" (merge (dict "text" $text) $context)) }}{{ end -}}
{{- else -}}
{{- $pairs := get $config $field | default list -}}
{{- $given := list -}}
{{- range $pairs }}{{ $given = append $given .key }}{{ end -}}
{{- range $key, $value := $text -}}
{{- if not (has $key $given) }}{{ $pairs = append $pairs (dict "key" $key "value" (include "iae.text" (merge (dict "text" $value) $context))) }}{{ end -}}
{{- end -}}
{{- $_ := set $config $field $pairs -}}
{{- end -}}
{{- end -}}
{{- toJson $config -}}
{{- end -}}

{{- /* What a schema cannot say of alertmanagerConfig. */ -}}
{{- define "iae.checkNotifications" -}}
{{- $options := .Values.alertmanagerConfig -}}
{{- if $options.enabled -}}
{{- $named := dict -}}
{{- range $severity, $route := $options.routes -}}
{{- with $route.receiver }}{{ $_ := set $named (printf "routes.%s.receiver" $severity) . }}{{ end -}}
{{- end -}}
{{- range $team, $receiver := $options.teams.receivers }}{{ $_ := set $named (printf "teams.receivers.%s" $team) $receiver }}{{ end -}}
{{- if not $named -}}
{{- fail "alertmanagerConfig.routes.critical.receiver: expected one of alertmanagerConfig.receivers, given nothing: nobody would be told" -}}
{{- end -}}
{{- range $path, $receiver := $named -}}
{{- if not (or (hasKey $options.receivers $receiver) (eq $receiver "nobody")) -}}
{{- fail (printf "alertmanagerConfig.%s: expected one of alertmanagerConfig.receivers, given %q" $path $receiver) -}}
{{- end -}}
{{- end -}}
{{- range $name, $kinds := $options.receivers -}}
{{- if and $kinds (not (regexMatch "Configs( |$)" (keys $kinds | join " "))) -}}
{{- fail (printf "alertmanagerConfig.receivers.%s: expected a key such as slackConfigs, as a custom resource has it, given %s" $name (keys $kinds | sortAlpha | join ", ")) -}}
{{- end -}}
{{- end -}}
{{- /* The first key that makes a label has it to itself; those of others that would be called the same are numbered. */ -}}
{{- $first := dict -}}
{{- range reverse ((include "iae.config" . | fromYaml).metrics.ownerLabels | default list) -}}
{{- $_ := set $first (regexReplaceAll "[^a-zA-Z0-9_]" . "_") . -}}
{{- end -}}
{{- $label := regexReplaceAll "[^a-zA-Z0-9_]" $options.teams.label "_" -}}
{{- if and $options.teams.receivers (ne (get $first $label) $options.teams.label) -}}
{{- fail (printf "alertmanagerConfig.teams.label: expected one of config.metrics.ownerLabels, the first that becomes label_%s, given %q" $label $options.teams.label) -}}
{{- end -}}
{{- end -}}
{{- end -}}
