import { imageName } from "./goTemplate.ts";

const SHORT_IMAGE = `{{ reReplaceAll "(sha256:[0-9a-f]{12})[0-9a-f]+" "$1…" (${imageName("$image")}) }}`;

/** The body of the template of a subject line: one for the whole notification, however many alerts it has. */
export function titleTemplate(): string {
  return `
{{- with .CommonLabels.cluster }}[{{ . }}] {{ end }}
{{- $alerts := .Alerts.Firing }}{{ $severity := .CommonLabels.severity }}
{{- $over := not $alerts }}{{ if $over }}{{ $alerts = .Alerts.Resolved }}{{ $severity = "resolved" }}{{ end }}
{{- $first := "" }}{{ $name := "" }}{{ $names := "" }}{{ $registry := "" }}{{ $registries := "" }}
{{- $image := "" }}{{ $images := "" }}{{ $workloads := "" }}
{{- $summary := "" }}{{ $others := "" }}{{ $more := "" }}{{ $outage := "" }}{{ $last := "" }}
{{- range $alerts }}
  {{- if and (eq .Labels.severity "critical") (not $over) }}{{ $severity = "critical" }}{{ end }}
  {{- if not $severity }}{{ $severity = .Labels.severity }}{{ end }}
  {{- if .Labels.image }}
    {{- if ne .Labels.image $image }}{{ $image = .Labels.image }}{{ $images = printf "%s." $images }}{{ end }}
    {{- if not $first }}
      {{- $first = .Fingerprint }}{{ $name = .Labels.alertname }}{{ $registry = .Labels.registry }}
    {{- end }}
    {{- $isLast := eq .Labels.alertname "LastCopyOfImage" }}
    {{- if and $isLast (not $over) }}{{ $last = ", last copy" }}{{ end }}
    {{- if or (not $isLast) (eq $name .Labels.alertname) }}{{ $workloads = printf "%s." $workloads }}{{ end }}
    {{- if ne .Labels.alertname $name }}{{ $names = "several" }}{{ end }}
    {{- if ne .Labels.registry $registry }}{{ $registries = "several" }}{{ end }}
  {{- else }}
    {{- if $summary }}{{ $more = printf "%s." $more }}{{ else }}{{ $summary = .Annotations.summary }}{{ end }}
    {{- $others = printf "%s." $others }}
    {{- if eq .Labels.alertname "RegistryUnavailable" }}{{ $outage = .Annotations.summary }}{{ end }}
  {{- end }}
{{- end }}
{{- toUpper $severity }} {{ if $outage }}{{ $outage }}
{{- else if not $images }}
  {{- $summary }}{{ with $more }}, and {{ len . }} more{{ end }}
{{- else }}
  {{- if eq (len $images) 1 }}${SHORT_IMAGE}
  {{- else }}{{ len $images }} images{{ if and $registry (not $registries) }} of {{ $registry }}{{ end }}{{ end }}
  {{- if $names }}{{ if not $over }} cannot be pulled{{ $last }}{{ end }}
  {{- else }}{{ if $over }}, was{{ end }}: {{ range $alerts }}
    {{- if eq .Fingerprint $first }}{{ template "iae.subject" . }}
      {{- if eq (len $workloads) 1 }} ({{ .Labels.kind }} {{ .Labels.namespace }}/{{ .Labels.name }}){{ end }}
    {{- end }}
  {{- end }}{{ end }}
  {{- if and (eq (len $images) 1) (gt (len $workloads) 1) }} ({{ len $workloads }} workloads){{ end }}
  {{- with $others }}, and {{ len . }} more{{ end }}
{{- end }}`;
}
