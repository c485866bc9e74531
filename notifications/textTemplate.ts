import { IN_UTC, imageName, SECTION_KEY } from "./goTemplate.ts";
import type { Markup } from "./markup.ts";

/** How many images, or other alerts of one name, are told one by one. */
const MOST_LISTED = 10;
/** How many workloads of an image are told. */
const MOST_WORKLOADS = 5;

/** The body of the template of a whole text: what wakes people first, the alerts of one name together. */
export function textTemplate(markup: Markup): string {
  return `
{{- $root := . }}{{ $cluster := .CommonLabels.cluster }}{{ $begun := "" }}
{{- range $state := stringSlice "firing" "resolved" }}
{{- $over := eq $state "resolved" }}
{{- $told := $root.Alerts.Firing }}{{ if $over }}{{ $told = $root.Alerts.Resolved }}{{ end }}
{{- range $rank := stringSlice "critical" "other" "warning" "info" }}
{{- $previous := "" }}
{{- range $first := $told }}
  {{- $own := "other" }}{{ if match "^(critical|warning|info)$" .Labels.severity }}{{ $own = .Labels.severity }}{{ end }}
  {{- $key := ${SECTION_KEY} }}
  {{- if and (eq $own $rank) (ne $key $previous) }}
    {{- $previous = $key }}
    {{- $begins := "" }}
    {{- range $told }}{{ if and (not $begins) (eq $key (${SECTION_KEY})) }}{{ $begins = .Fingerprint }}{{ end }}{{ end }}
    {{- if eq $begins .Fingerprint }}
      {{- if $begun }}
{{ "" }}
{{ "" }}
      {{- end }}
      {{- $begun = "." }}
      {{- if $over }}Resolved: {{ .Labels.alertname }}{{ else }}{{ .Labels.alertname }} ({{ .Labels.severity }}){{ end }}
      {{- if not .Labels.image }}
${listOthers()}
      {{- else }}
        {{- if $over }}, {{ template "iae.over" . }}{{ else }}: {{ template "iae.reason" . }}.
{{ template "iae.consequence" . }}
        {{- end }}
${listImages(markup)}
      {{- end }}
      {{- if not $over }}
{{ "" }}
        {{- template "iae.commands.${markup.name}" . }}
        {{- template "iae.links" . }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
{{- end }}
{{- end }}
{{ "" }}
All alerts: {{ .ExternalURL }}/#/alerts?receiver={{ .Receiver | urlquery }}`;
}

const WHEN = `{{ if $over }}from {{ .StartsAt${IN_UTC} }} to {{ .EndsAt${IN_UTC} }}{{ else }}since {{ .StartsAt${IN_UTC} }}{{ end }}`;
const OF_SECTION = `eq $key (${SECTION_KEY})`;

/** The alerts of a section, which are on images: by image. */
function listImages({ image }: Markup): string {
  return `
{{- $image := "" }}{{ $listed := "" }}{{ $more := "" }}{{ $workloads := "" }}{{ $others := "" }}
{{- range $told }}
  {{- if ${OF_SECTION} }}
    {{- if ne .Labels.image $image }}
      {{- $image = .Labels.image }}
      {{- $workloads = "" }}
      {{- with $others }}
  and {{ len . }} more workloads
      {{- end }}
      {{- $others = "" }}
      {{- if lt (len $listed) ${MOST_LISTED} }}
        {{- $listed = printf "%s." $listed }}
- ${image(`{{ ${imageName(".Labels.image")} }}`)}
      {{- else }}
        {{- $more = printf "%s." $more }}
      {{- end }}
    {{- end }}
    {{- if not $more }}
      {{- if lt (len $workloads) ${MOST_WORKLOADS} }}
        {{- $workloads = printf "%s." $workloads }}
  {{ template "iae.workload" . }}{{ if not $cluster }}{{ with .Labels.cluster }} in cluster {{ . }}{{ end }}{{ end }}, ${WHEN}
      {{- else }}
        {{- $others = printf "%s." $others }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
{{- with $others }}
  and {{ len . }} more workloads
{{- end }}
{{- with $more }}
- and {{ len . }} more images
{{- end }}`.trim();
}

/** The alerts of a section, each by itself. */
function listOthers(): string {
  return `
{{- $listed := "" }}{{ $more := "" }}
{{- range $told }}
  {{- if ${OF_SECTION} }}
    {{- if lt (len $listed) ${MOST_LISTED} }}
      {{- $listed = printf "%s." $listed }}
- {{ .Annotations.summary }}{{ if not $cluster }}{{ with .Labels.cluster }} in cluster {{ . }}{{ end }}{{ end }}, ${WHEN}
      {{- if not $over }}{{ with .Annotations.description }}
  {{ . }}
      {{- end }}{{ end }}
    {{- else }}
      {{- $more = printf "%s." $more }}
    {{- end }}
  {{- end }}
{{- end }}
{{- with $more }}
- and {{ len . }} more
{{- end }}`.trim();
}
