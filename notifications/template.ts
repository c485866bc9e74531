import type { AlertName } from "../rules/alert.ts";
import { REASON_RECORDS } from "../src/image/reasons.ts";
import { COMMANDS, type Command } from "./commands.ts";
import { byAlert, define, ifPlainWords } from "./goTemplate.ts";
import { MARKDOWN, type Markup, PLAIN } from "./markup.ts";
import { textTemplate } from "./textTemplate.ts";
import { titleTemplate } from "./titleTemplate.ts";

/** The texts of a notification, which a field of a receiver may hold. */
export type NotificationText = "title" | "text" | "markdown";

/**
 * What each text is made of, as definitions to put in front of `{{ template "iae.NAME" . }}`: `title` is a subject line,
 * `text` and `markdown` tell all of a notification's alerts. `$exporter` is left in them for kubectl's flags that select
 * the exporter's pods.
 */
export function textDefinitions(): Readonly<Record<NotificationText, string>> {
  return { title: TITLE, text: SHARED + ofText(PLAIN), markdown: SHARED + ofText(MARKDOWN) };
}

/** A file for Alertmanager's `templates`, with all texts. */
export function templateFile(): string {
  return TITLE + SHARED + ofText(PLAIN) + ofText(MARKDOWN);
}

function ofText(markup: Markup): string {
  return define(...commands(markup)) + define(`iae.${markup.name}`, textTemplate(markup));
}

/** For an alert: what is so of its image, for a subject. The original's alerts, and users' own, do not say why. */
function subject(): string {
  return byAlert(
    [...byReason("subject", ", or absent"), ...byAlertOf("subject")],
    '{{- "cannot be pulled" }}',
  );
}

/** For an alert: the same, as the rest of a sentence. */
function reason(): string {
  const orAbsent = ", or the image is absent: {{ .Labels.registry }} answers the same";
  return byAlert(
    [...byReason("sentence", orAbsent), ...byAlertOf("sentence")],
    '{{- "it cannot be pulled" }}',
  );
}

/** For an alert: what follows from it. */
function consequence(): string {
  return byAlert(
    byAlertOf("consequence"),
    '{{- "Pods that run go on. One that is created anew on a node without the image will not start." }}',
  );
}

/** For an alert: why it may be over. */
function over(): string {
  return byAlert(
    byAlertOf("over"),
    '{{- "the image can be pulled again, is no longer used, or its registry tells nothing of it any more" }}',
  );
}

function byAlertOf(words: keyof OtherTexts): Parameters<typeof byAlert>[0] {
  return Object.entries(OTHER_IMAGE_TEXTS).map(([name, texts]) => [[name], `{{- "${texts[words]}" }}`]);
}

type OtherTexts = Readonly<Record<"subject" | "sentence" | "consequence" | "over", string>>;

/** Alerts on images that are not about whether they can be pulled. */
const OTHER_IMAGE_TEXTS = {
  LastCopyOfImage: {
    subject: "last copy",
    sentence: "the registry has no such image, and with the last node that runs it nobody has",
    consequence: "Drain no such node before the image is saved from it.",
    over: "the image can be pulled again, other nodes run it too or none does, or its registry tells nothing of it any more",
  },
  ImageMoved: {
    subject: "pods run another image than its tag leads to",
    sentence: "its tag leads to another image by now than the one that pods run",
    consequence: "A pod that is created anew does not run what its siblings run.",
    over: "pods run what the tag leads to, or nobody knows any more",
  },
} as const satisfies Partial<Record<AlertName, OtherTexts>>;

function byReason(words: "subject" | "sentence", orAbsent: string): Parameters<typeof byAlert>[0] {
  const ifSilent = `{{ if match ${JSON.stringify(TELLS_NO_STRANGER)} .Labels.registry }}${orAbsent}{{ end }}`;
  return Object.values(REASON_RECORDS).map((record) => [
    [record.alert.name],
    `{{- "${record.words[words]}" }}${record.orAbsent ? ifSilent : ""}`,
  ]);
}

/** Registries that answer the same for what is not there and for what is not to be seen. */
const TELLS_NO_STRANGER = "^(docker\\.io|ghcr\\.io|([a-z-]+\\.)?gcr\\.io|[a-z0-9-]+-docker\\.pkg\\.dev)$";

/** For an alert: where its image is used. */
function workload(): string {
  return `
{{ .Labels.kind }} {{ .Labels.namespace }}/{{ .Labels.name }}
{{- range .Labels.SortedPairs }}
{{- if match "^label_" .Name }} {{ reReplaceAll "^label_" "" .Name }}={{ .Value }}{{ end }}
{{- end }}`;
}

/** For an alert: where to read on. */
function links(): string {
  return `
{{- with .Annotations.runbook_url }}
Runbook: {{ . }}
{{- end }}
{{- with .Annotations.dashboard_url }}
Dashboard: {{ . }}
{{- end }}`;
}

/** For an alert: what to run. */
function commands({ name, command }: Markup): readonly [name: string, body: string] {
  const kinds = new Map<readonly Command[], string[]>();
  for (const [alert, all] of Object.entries(COMMANDS)) {
    kinds.set(all, [...(kinds.get(all) ?? []), alert]);
  }
  const lines = (all: readonly Command[]) =>
    all.map(({ question, command: line }) => ifPlainWords(line, `${question}\n${command(line)}`)).join("\n");
  const cases = [...kinds].map(([all, names]) => [names, lines(all)] as const);
  return [`iae.commands.${name}`, byAlert(cases, "")];
}

const TITLE = define("iae.subject", subject()) + define("iae.title", titleTemplate());

const SHARED =
  define("iae.reason", reason()) +
  define("iae.consequence", consequence()) +
  define("iae.over", over()) +
  define("iae.workload", workload()) +
  define("iae.links", links());
