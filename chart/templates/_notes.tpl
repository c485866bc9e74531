{{- /* What was asked for or might be expected, and is not there. */ -}}
{{- define "iae.notCreated" -}}
{{- $values := .Values -}}
{{- $root := . -}}
{{- $config := include "iae.config" . | fromYaml -}}
{{- $missing := list -}}
{{- $apis := dict
  "serviceMonitor" "monitoring.coreos.com/v1/ServiceMonitor"
  "podMonitor" "monitoring.coreos.com/v1/PodMonitor"
  "scrapeConfig" "monitoring.coreos.com/v1alpha1/ScrapeConfig"
  "vmServiceScrape" "operator.victoriametrics.com/v1beta1/VMServiceScrape"
  "verticalPodAutoscaler" "autoscaling.k8s.io/v1/VerticalPodAutoscaler"
-}}
{{- $scraped := $values.prometheusAnnotations.enabled -}}
{{- range $key, $api := $apis -}}
{{- $options := get $values $key -}}
{{- if and $options.enabled (ne $key "verticalPodAutoscaler") }}{{ $scraped = true }}{{ end -}}
{{- if and $options.enabled (not (include "iae.creates" (dict "root" $root "options" $options "api" $api))) -}}
{{- $missing = append $missing (printf "%s: the cluster does not know %s. Install its CRD, or set %s.force." (last (splitList "/" $api)) $api $key) -}}
{{- end -}}
{{- end -}}
{{- range $key, $api := dict "prometheusRule" "monitoring.coreos.com/v1/PrometheusRule" "vmRule" "operator.victoriametrics.com/v1beta1/VMRule" -}}
{{- $options := include "iae.rulesObject" (dict "root" $root "key" $key) | fromJson -}}
{{- if and $values.rules.enabled $options.enabled (not (include "iae.creates" (dict "root" $root "options" $options "api" $api))) -}}
{{- $missing = append $missing (printf "%s: the cluster does not know %s. Install its CRD, or set rules.%s.force." (last (splitList "/" $api)) $api $key) -}}
{{- end -}}
{{- end -}}
{{- if not $values.rules.enabled -}}
{{- $missing = append $missing "Alerts: rules.enabled is false. Nobody is told of images that go missing." -}}
{{- end -}}
{{- $notifications := include "iae.notifications" . | fromJson -}}
{{- $api := "monitoring.coreos.com/v1alpha1/AlertmanagerConfig" -}}
{{- if and $notifications.enabled (not (include "iae.creates" (dict "root" . "options" $notifications "api" $api))) -}}
{{- $missing = append $missing (printf "AlertmanagerConfig: the cluster does not know %s. Install its CRD, or set alertmanagerConfig.force. Nobody is told of anything until then." $api) -}}
{{- end -}}
{{- $dashboards := include "iae.dashboards.values" . | fromJson -}}
{{- $grafana := "grafana.integreatly.org/v1beta1/GrafanaDashboard" -}}
{{- if and $dashboards.enabled $dashboards.grafanaDashboard.enabled (not (include "iae.creates" (dict "root" $root "options" $dashboards.grafanaDashboard "api" $grafana))) -}}
{{- $missing = append $missing (printf "GrafanaDashboard: the cluster does not know %s. Install its CRD, or set dashboards.grafanaDashboard.force." $grafana) -}}
{{- end -}}
{{- if not $scraped -}}
{{- $missing = append $missing "Scraping: nothing tells Prometheus of the exporter. Set one of serviceMonitor.enabled, podMonitor.enabled, scrapeConfig.enabled, vmServiceScrape.enabled, prometheusAnnotations.enabled." -}}
{{- end -}}
{{- if and $values.podDisruptionBudget.enabled (le (include "iae.replicas" . | int64) 1) -}}
{{- $missing = append $missing "PodDisruptionBudget: there is one pod only, and a budget would block the drain of its node." -}}
{{- end -}}
{{- if not $values.service.enabled -}}
{{- $missing = append $missing "Service: service.enabled is false; so there is no `helm test` either." -}}
{{- end -}}
{{- if not $values.rbac.create -}}
{{- $missing = append $missing "Roles: rbac.create is false. Without permissions from elsewhere the exporter sees nothing, and says so in its log." -}}
{{- end -}}
{{- if eq $config.secrets.mode "off" -}}
{{- $missing = append $missing "Permission to read Secrets: config.secrets.mode is off. Images that need a pull secret get no verdict." -}}
{{- else if and (eq $config.secrets.mode "namespaced") (not $config.namespaces.include) -}}
{{- $missing = append $missing (printf "Permission to read Secrets of other namespaces than %s: config.secrets.mode is namespaced." .Release.Namespace) -}}
{{- end -}}
{{- if $config.namespaces.include -}}
{{- $missing = append $missing "Permission to list Namespaces: config.namespaces.include gives a Role per namespace. Annotations of namespaces are not heeded." -}}
{{- end -}}
{{- with $missing }}

Not created:
{{ range . }}
  - {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* What whoever scrapes has to know, and was not told by the chart. */ -}}
{{- define "iae.scrapeNeeds" -}}
{{- $values := .Values -}}
{{- $monitored := false -}}
{{- range list "serviceMonitor" "podMonitor" "scrapeConfig" "vmServiceScrape" -}}
{{- $options := get $values . -}}
{{- if and $options.enabled (not (or (get ($options.endpoint | default dict) "basicAuth") (get $options.spec "basicAuth"))) }}{{ $monitored = true }}{{ end -}}
{{- end -}}
{{- $needs := list -}}
{{- if and $monitored $values.webConfig.basicAuthUsers (not $values.webConfig.scrape.basicAuth) -}}
{{- $needs = append $needs "Prometheus gets status 401: webConfig.basicAuthUsers asks for a password, and webConfig.scrape.basicAuth names none." -}}
{{- end -}}
{{- $tls := $values.webConfig.scrape.tlsConfig | default dict -}}
{{- if and $monitored (hasPrefix "Require" (include "iae.webConfigSettled" .)) (not (or $tls.cert $tls.certFile)) -}}
{{- $needs = append $needs "Prometheus gets status 403: webConfig.tls.clientAuth asks for a certificate, and webConfig.scrape.tlsConfig names none (cert, keySecret)." -}}
{{- end -}}
{{- with $needs }}

As it is now:
{{ range . }}
  - {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* What Alertmanager has to be told for the AlertmanagerConfig to work as meant. */ -}}
{{- define "iae.alertmanagerNotes" -}}
{{- $options := include "iae.notifications" . | fromJson -}}
{{- if include "iae.creates" (dict "root" . "options" $options "api" "monitoring.coreos.com/v1alpha1/AlertmanagerConfig") }}

Of your Alertmanager, the AlertmanagerConfig needs:

  - alertmanagerConfigMatcherStrategy.type: None. With the default, OnNamespace, alerts on images, whose namespace is the workload's, reach nobody.
  - alertmanagerConfigSelector and alertmanagerConfigNamespaceSelector that select it (alertmanagerConfig.labels).
{{- if eq $options.texts "configMap" }}
  - The ConfigMap {{ include "iae.fullname" . }}-notifications among its configMaps, and in the base configuration: templates: [/etc/alertmanager/configmaps/{{ include "iae.fullname" . }}-notifications/*.tmpl]
{{- end }}
{{- end }}
{{- end -}}
