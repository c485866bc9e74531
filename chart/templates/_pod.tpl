{{- /* A probe: the user's own handler, or the page of the exporter. Takes root, probe, path. */ -}}
{{- define "iae.probe" -}}
{{- $probe := omit .probe "enabled" -}}
{{- if not (pick $probe "httpGet" "exec" "tcpSocket" "grpc") -}}
{{- $_ := set $probe "httpGet" (dict "path" .path "port" "metrics" "scheme" (include "iae.scheme" .root)) -}}
{{- end -}}
{{- toYaml $probe -}}
{{- end -}}

{{- /* Takes root and port. */ -}}
{{- define "iae.prometheusAnnotations" -}}
prometheus.io/scrape: "true"
prometheus.io/path: /metrics
prometheus.io/port: {{ .port | toString | quote }}
prometheus.io/scheme: {{ include "iae.scheme" .root | lower }}
{{- end -}}

{{- define "iae.podTemplate" -}}
{{- $values := .Values -}}
{{- $annotations := dict "checksum/config" (include "iae.config" . | sha256sum) -}}
{{- if $values.nodes.credentialProviders.content }}{{ $_ := set $annotations "checksum/credential-providers" (include "iae.providersContent" . | sha256sum) }}{{ end -}}
{{- with include "iae.webConfigSettled" . }}{{ $_ := set $annotations "checksum/web-config" (sha256sum .) }}{{ end -}}
{{- if and $values.prometheusAnnotations.enabled (eq $values.prometheusAnnotations.target "pod") -}}
{{- $annotations = merge $annotations (include "iae.prometheusAnnotations" (dict "root" . "port" (include "iae.port" .)) | fromYaml) -}}
{{- end -}}
metadata:
  labels:
    {{- $labels := include "iae.selectorLabels" . | fromYaml }}
    {{- $_ := set $labels "app.kubernetes.io/version" (.Chart.AppVersion | trunc 63) }}
    {{- if $values.nodes.azure.clientId }}{{ $_ := set $labels "azure.workload.identity/use" "true" }}{{ end }}
    {{- merge $labels (deepCopy ($values.podLabels | default dict)) (deepCopy ($values.commonLabels | default dict)) | toYaml | nindent 4 }}
  annotations:
    {{- merge $annotations (deepCopy ($values.podAnnotations | default dict)) | toYaml | nindent 4 }}
spec:
  serviceAccountName: {{ include "iae.serviceAccountName" . | quote }}
  automountServiceAccountToken: {{ $values.automountServiceAccountToken }}
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds | int64 }}
  {{- with include "iae.pullSecrets" . }}
  imagePullSecrets:
    {{- . | trim | nindent 4 }}
  {{- end }}
  {{- if $values.hostNetwork }}
  hostNetwork: true
  {{- if not $values.dnsPolicy }}
  dnsPolicy: ClusterFirstWithHostNet
  {{- end }}
  {{- end }}
  {{- $own := pick $values "priorityClassName" "schedulerName" "runtimeClassName" "dnsPolicy" "dnsConfig" "hostAliases" "nodeSelector" "tolerations" "affinity" }}
  {{- range $key, $value := $own }}
  {{- if $value }}
  {{- dict $key $value | toYaml | nindent 2 }}
  {{- end }}
  {{- end }}
  {{- with include "iae.initContainers" . | trim }}
  initContainers:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with $values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- range . }}
    - {{- merge (dict) (deepCopy .) (dict "labelSelector" (dict "matchLabels" (include "iae.selectorLabels" $ | fromYaml))) | toYaml | nindent 6 }}
    {{- end }}
  {{- end }}
  containers:
    {{- include "iae.container" . | nindent 4 }}
    {{- with $values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "iae.fullname" . | quote }}
    {{- if not $values.automountServiceAccountToken }}
    # What Kubernetes would mount.
    - name: kube-api-access
      projected:
        sources:
          - serviceAccountToken:
              path: token
              expirationSeconds: 3607
          - configMap:
              name: kube-root-ca.crt
              items:
                - key: ca.crt
                  path: ca.crt
          - downwardAPI:
              items:
                - path: namespace
                  fieldRef:
                    fieldPath: metadata.namespace
    {{- end }}
    {{- with include "iae.dockerConfigSecret" . }}
    - name: docker-config
      secret:
        secretName: {{ . | quote }}
        items:
          - key: {{ ternary "config.json" $values.dockerConfig.key (not (empty $values.dockerConfig.content)) | quote }}
            path: config.json
    {{- end }}
    {{- with include "iae.webConfigSecret" . }}
    - name: web-config
      secret:
        secretName: {{ . | quote }}
        items:
          - key: {{ ternary $values.webConfig.key "web-config.yaml" (eq . ($values.webConfig.existingSecret | default "")) | quote }}
            path: web-config.yaml
    {{- end }}
    {{- with $values.webConfig.tls.existingSecret }}
    - name: web-tls
      secret:
        secretName: {{ . | quote }}
    {{- end }}
    {{- with include "iae.caVolume" . }}
    - name: ca-bundle
      {{- . | nindent 6 }}
    {{- end }}
    {{- include "iae.nodeVolumes" . | nindent 4 }}
    {{- with $values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "iae.container" -}}
{{- $values := .Values -}}
{{- $folder := include "iae.configFolder" . -}}
- name: exporter
  image: {{ include "iae.image" . | quote }}
  imagePullPolicy: {{ $values.image.pullPolicy }}
  args:
    - run
    - --config={{ $folder }}/config/config.yaml
    {{- with $values.extraArgs }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  env:
    - name: POD_NAME
      valueFrom:
        fieldRef:
          fieldPath: metadata.name
    - name: POD_NAMESPACE
      valueFrom:
        fieldRef:
          fieldPath: metadata.namespace
    {{- with $values.proxy.http }}
    - name: HTTP_PROXY
      value: {{ . | quote }}
    {{- end }}
    {{- with $values.proxy.https }}
    - name: HTTPS_PROXY
      value: {{ . | quote }}
    {{- end }}
    {{- with $values.proxy.noProxy }}
    - name: NO_PROXY
      value: {{ join "," . | quote }}
    {{- end }}
    {{- with $values.extraEnv }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with $values.extraEnvFrom }}
  envFrom:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    - name: metrics
      containerPort: {{ include "iae.port" . }}
      protocol: TCP
  {{- $paths := dict "startupProbe" "/healthz" "livenessProbe" "/livez" "readinessProbe" "/readyz" }}
  {{- range $key, $path := $paths }}
  {{- $probe := get $values $key }}
  {{- if and $probe $probe.enabled }}
  {{ $key }}:
    {{- include "iae.probe" (dict "root" $ "probe" $probe "path" $path) | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- with $values.lifecycle }}
  lifecycle:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.securityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  volumeMounts:
    - name: config
      mountPath: {{ $folder }}/config
      readOnly: true
    {{- if not $values.automountServiceAccountToken }}
    - name: kube-api-access
      mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      readOnly: true
    {{- end }}
    {{- if include "iae.dockerConfigSecret" . }}
    - name: docker-config
      mountPath: {{ $folder }}/docker
      readOnly: true
    {{- end }}
    {{- if include "iae.webConfigSecret" . }}
    - name: web-config
      mountPath: {{ $folder }}/web
      readOnly: true
    {{- end }}
    {{- if $values.webConfig.tls.existingSecret }}
    - name: web-tls
      mountPath: {{ $folder }}/web-tls
      readOnly: true
    {{- end }}
    {{- if include "iae.caVolume" . }}
    - name: ca-bundle
      mountPath: {{ $folder }}/ca
      readOnly: true
    {{- end }}
    {{- include "iae.nodeVolumeMounts" . | nindent 4 }}
    {{- with $values.extraVolumeMounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
