{{- /* The API of each kind of custom resource that there may be. */ -}}
{{- define "iae.api" -}}
{{- get (dict
  "ServiceMonitor" "monitoring.coreos.com/v1"
  "PodMonitor" "monitoring.coreos.com/v1"
  "ScrapeConfig" "monitoring.coreos.com/v1alpha1"
  "PrometheusRule" "monitoring.coreos.com/v1"
  "AlertmanagerConfig" "monitoring.coreos.com/v1alpha1"
  "VMServiceScrape" "operator.victoriametrics.com/v1beta1"
  "VMRule" "operator.victoriametrics.com/v1beta1"
  "GrafanaDashboard" "grafana.integreatly.org/v1beta1"
  "VerticalPodAutoscaler" "autoscaling.k8s.io/v1"
) . -}}
{{- end -}}

{{- /*
  The custom resources that are asked for, as a JSON map of kinds to where their options stand in the values. With
  `created`, only those that are created: what the cluster does not know is left out only if it may be. Takes root.
*/ -}}
{{- define "iae.customResources" -}}
{{- $values := .root.Values -}}
{{- $asked := dict -}}
{{- if $values.monitor.enabled }}{{ $_ := set $asked $values.monitor.kind "monitor" }}{{ end -}}
{{- if and $values.rules.enabled $values.rules.prometheusRule.enabled }}{{ $_ := set $asked "PrometheusRule" "rules.prometheusRule" }}{{ end -}}
{{- if and $values.rules.enabled $values.rules.vmRule.enabled }}{{ $_ := set $asked "VMRule" "rules.vmRule" }}{{ end -}}
{{- if $values.alertmanagerConfig.enabled }}{{ $_ := set $asked "AlertmanagerConfig" "alertmanagerConfig" }}{{ end -}}
{{- if and $values.dashboards.enabled $values.dashboards.grafanaDashboard.enabled }}{{ $_ := set $asked "GrafanaDashboard" "dashboards.grafanaDashboard" }}{{ end -}}
{{- if $values.verticalPodAutoscaler.enabled }}{{ $_ := set $asked "VerticalPodAutoscaler" "verticalPodAutoscaler" }}{{ end -}}
{{- $result := dict -}}
{{- range $kind, $path := $asked -}}
{{- $options := $values -}}
{{- range splitList "." $path }}{{ $options = get $options . }}{{ end -}}
{{- $isKnown := $.root.Capabilities.APIVersions.Has (printf "%s/%s" (include "iae.api" $kind) $kind) -}}
{{- if or (not $.created) (not $options.ifKnown) $isKnown }}{{ $_ := set $result $kind $path }}{{ end -}}
{{- end -}}
{{- toJson $result -}}
{{- end -}}

{{- /* Whether there is an object of a kind; takes root, kind. */ -}}
{{- define "iae.creates" -}}
{{- if hasKey (include "iae.customResources" (dict "root" .root "created" true) | fromJson) .kind }}true{{ end -}}
{{- end -}}

{{- /* The head of a custom resource, down to its spec. Takes root, kind, options. */ -}}
{{- define "iae.customResource" -}}
apiVersion: {{ include "iae.api" .kind }}
kind: {{ .kind }}
metadata:
  {{- include "iae.metadata" (dict "root" .root "namespace" .options.namespace "labels" .options.labels "annotations" .options.annotations) | nindent 2 }}
spec:
{{- end -}}

{{- /* What an endpoint says in every kind, and `endpoint` laid over it. */ -}}
{{- define "iae.endpoint" -}}
{{- $monitor := .Values.monitor -}}
{{- $endpoint := dict "port" "metrics" "path" "/metrics" "honorLabels" $monitor.honorLabels -}}
{{- if eq (include "iae.scheme" .) "HTTPS" }}{{ $_ := set $endpoint "scheme" "https" }}{{ end -}}
{{- $endpoint = merge $endpoint (include "iae.scrapeAuth" . | fromYaml) -}}
{{- range $key := list "interval" "scrapeTimeout" -}}
{{- with get $monitor $key }}{{ $_ := set $endpoint $key . }}{{ end -}}
{{- end -}}
{{- /* The operator of VictoriaMetrics reads Prometheus' words, by names of its own. */ -}}
{{- with $monitor.relabelings }}{{ $_ := set $endpoint (ternary "relabelConfigs" "relabelings" (eq $monitor.kind "VMServiceScrape")) . }}{{ end -}}
{{- with $monitor.metricRelabelings }}{{ $_ := set $endpoint (ternary "metricRelabelConfigs" "metricRelabelings" (eq $monitor.kind "VMServiceScrape")) . }}{{ end -}}
{{- include "iae.overlay" (dict "below" $endpoint "above" $monitor.endpoint) -}}
{{- end -}}

{{- /* The spec of what selects Services or pods. */ -}}
{{- define "iae.monitorSpec" -}}
{{- $monitor := .Values.monitor -}}
{{- $spec := dict
  "selector" (dict "matchLabels" (include "iae.selectorLabels" . | fromYaml))
  "namespaceSelector" (dict "matchNames" (list (include "iae.namespace" .)))
  (ternary "podMetricsEndpoints" "endpoints" (eq $monitor.kind "PodMonitor")) (list (include "iae.endpoint" . | fromYaml))
-}}
{{- with $monitor.jobLabel }}{{ $_ := set $spec "jobLabel" . }}{{ end -}}
{{- toYaml $spec -}}
{{- end -}}

{{- /* The spec of what discovers pods by itself. */ -}}
{{- define "iae.scrapeConfigSpec" -}}
{{- $monitor := .Values.monitor -}}
{{- $labels := list -}}
{{- range $key, $value := include "iae.selectorLabels" . | fromYaml -}}
{{- $labels = append $labels (printf "%s=%s" $key $value) -}}
{{- end -}}
{{- $discovery := dict
  "role" "Pod"
  "namespaces" (dict "names" (list (include "iae.namespace" .)))
  "selectors" (list (dict "role" "Pod" "label" (join "," $labels)))
-}}
{{- /* The labels that the other kinds give to a target. */ -}}
{{- $relabelings := list
  (dict "action" "keep" "sourceLabels" (list "__meta_kubernetes_pod_container_port_name") "regex" "metrics")
  (dict "targetLabel" "namespace" "sourceLabels" (list "__meta_kubernetes_namespace"))
  (dict "targetLabel" "pod" "sourceLabels" (list "__meta_kubernetes_pod_name"))
  (dict "targetLabel" "container" "sourceLabels" (list "__meta_kubernetes_pod_container_name"))
  (dict "targetLabel" "job" "replacement" (include "iae.name" .))
-}}
{{- $spec := dict
  "kubernetesSDConfigs" (list $discovery)
  "metricsPath" "/metrics"
  "scheme" (include "iae.scheme" .)
  "honorLabels" $monitor.honorLabels
  "relabelings" (concat $relabelings $monitor.relabelings)
-}}
{{- $spec = merge $spec (include "iae.scrapeAuth" . | fromYaml) -}}
{{- with $monitor.metricRelabelings }}{{ $_ := set $spec "metricRelabelings" . }}{{ end -}}
{{- with $monitor.interval }}{{ $_ := set $spec "scrapeInterval" . }}{{ end -}}
{{- with $monitor.scrapeTimeout }}{{ $_ := set $spec "scrapeTimeout" . }}{{ end -}}
{{- toYaml $spec -}}
{{- end -}}

{{- define "iae.checkMonitor" -}}
{{- $monitor := .Values.monitor -}}
{{- if $monitor.enabled -}}
{{- if and (has $monitor.kind (list "ServiceMonitor" "VMServiceScrape")) (not .Values.service.enabled) -}}
{{- fail (printf "monitor.kind: expected PodMonitor or ScrapeConfig, as there is no Service (service.enabled) that a %s could find the pods by" $monitor.kind) -}}
{{- end -}}
{{- if and (eq $monitor.kind "ScrapeConfig") $monitor.endpoint -}}
{{- fail "monitor.endpoint: expected nothing, as a ScrapeConfig has no endpoints: monitor.spec has what goes over it" -}}
{{- end -}}
{{- if ge (include "iae.milliseconds" $monitor.interval | int64) 300000 -}}
{{- fail (printf "monitor.interval: expected less than 5m, after which Prometheus takes a series for gone, given %q. Where its --query.lookback-delta is longer, %s goes over it" $monitor.interval (ternary "monitor.spec.scrapeInterval" "monitor.endpoint.interval" (eq $monitor.kind "ScrapeConfig"))) -}}
{{- end -}}
{{- if and $monitor.interval $monitor.scrapeTimeout (gt (include "iae.milliseconds" $monitor.scrapeTimeout | int64) (include "iae.milliseconds" $monitor.interval | int64)) -}}
{{- fail (printf "monitor.scrapeTimeout: expected no more than monitor.interval (%s), given %q" $monitor.interval $monitor.scrapeTimeout) -}}
{{- end -}}
{{- end -}}
{{- end -}}
