{{- /* What was asked for or might be expected, and is not there. */ -}}
{{- define "iae.notCreated" -}}
{{- $values := .Values -}}
{{- $config := include "iae.config" . | fromYaml -}}
{{- $missing := list -}}
{{- $created := include "iae.customResources" (dict "root" . "created" true) | fromJson -}}
{{- range $kind, $path := include "iae.customResources" (dict "root" .) | fromJson -}}
{{- if not (hasKey $created $kind) -}}
{{- $missing = append $missing (printf "%s: the cluster does not know %s/%s, and %s.ifKnown is true. Install its CRD, and upgrade the release." $kind (include "iae.api" $kind) $kind $path) -}}
{{- end -}}
{{- end -}}
{{- if not $values.rules.enabled -}}
{{- $missing = append $missing "Alerts: rules.enabled is false. Nobody is told of images that go missing." -}}
{{- end -}}
{{- if not (or $values.monitor.enabled $values.prometheusAnnotations.enabled) -}}
{{- $missing = append $missing "Scraping: nothing tells Prometheus of the exporter. Set monitor.enabled or prometheusAnnotations.enabled." -}}
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
{{- $missing = append $missing (printf "Permission to read Secrets of other namespaces than %s: config.secrets.mode is namespaced." (include "iae.namespace" .)) -}}
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
{{- $monitor := $values.monitor -}}
{{- $monitored := and $monitor.enabled (not (or (get $monitor.endpoint "basicAuth") (get $monitor.spec "basicAuth"))) -}}
{{- $needs := list -}}
{{- if and $monitored $values.webConfig.basicAuthUsers (not $values.webConfig.scrape.basicAuth) -}}
{{- $needs = append $needs "Prometheus gets status 401: webConfig.basicAuthUsers asks for a password, and webConfig.scrape.basicAuth names none." -}}
{{- end -}}
{{- $tls := $values.webConfig.scrape.tlsConfig -}}
{{- if and $monitored (hasPrefix "Require" (include "iae.webConfigSettled" .)) (not (or $tls.cert $tls.certFile)) -}}
{{- $needs = append $needs "Prometheus gets status 403: webConfig.tls.clientAuth asks for a certificate, and webConfig.scrape.tlsConfig names none (cert, keySecret)." -}}
{{- end -}}
{{- if $values.prometheusAnnotations.enabled -}}
{{- if or $values.webConfig.basicAuthUsers (hasPrefix "Require" (include "iae.webConfigSettled" .)) -}}
{{- $needs = append $needs "webConfig asks for a password or a certificate, which no annotation can name: the job of Prometheus that finds the exporter by prometheusAnnotations has to show it (basic_auth, tls_config)." -}}
{{- end -}}
{{- if $monitor.enabled -}}
{{- $needs = append $needs (printf "Prometheus may scrape the exporter twice, and count its containers twice: by the %s and by prometheusAnnotations. Switch one of them off." $monitor.kind) -}}
{{- end -}}
{{- end -}}
{{- range include "iae.selectedObjects" . | fromJsonArray -}}
{{- $options := $values -}}
{{- range splitList "." .path }}{{ $options = get $options . }}{{ end -}}
{{- if not (or $options.labels $values.commonLabels) -}}
{{- $needs = append $needs (printf "The %s has no labels but the chart's. An operator whose %s selects by labels passes it over, as those of kube-prometheus-stack do (release: <its release>): set %s.labels. `helm test` tells." .kind (ternary "Alertmanager" "Prometheus" (eq .kind "AlertmanagerConfig")) .path) -}}
{{- end -}}
{{- end -}}
{{- if and $values.networkPolicy.enabled (eq (include "iae.metadataServices" .) "[]") -}}
{{- $needs = append $needs "The NetworkPolicy keeps the exporter from the metadata services of clouds. Where it takes its identity from there, set config.nodes.cloud.<cloud>.mode to \"on\"." -}}
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
{{- $options := .Values.alertmanagerConfig -}}
{{- if include "iae.creates" (dict "root" . "kind" "AlertmanagerConfig") }}

Of your Alertmanager, the AlertmanagerConfig needs:

  - alertmanagerConfigMatcherStrategy.type: None. With the default, OnNamespace, alerts on images, whose namespace is the workload's, reach nobody.
  - alertmanagerConfigSelector and alertmanagerConfigNamespaceSelector that select it (alertmanagerConfig.labels).
{{- if eq $options.texts "configMap" }}
  - The ConfigMap {{ include "iae.fullname" . }}-notifications among its configMaps, and in the base configuration: templates: [/etc/alertmanager/configmaps/{{ include "iae.fullname" . }}-notifications/*.tmpl]
{{- end }}
{{- end }}
{{- end -}}
