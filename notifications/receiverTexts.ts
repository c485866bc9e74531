import type { NotificationText } from "./template.ts";

const title = '{{ template "iae.title" . }}';
const text = '{{ template "iae.text" . }}';
const markdown = '{{ template "iae.markdown" . }}';
const both = `${title}\n\n${text}`;

/** What fields for text hold, by their names in a custom resource; those of a map in it by their keys. */
export type TextFields = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** The fields of each kind of receivers. Kinds that are not here have none, as webhooks. */
export const RECEIVER_TEXTS: Readonly<Record<string, TextFields>> = {
  discord: { title, message: markdown },
  // Most readers of mail make links of addresses; HTML of its own would say no more.
  email: { headers: { Subject: title }, text, html: `<pre>${text}</pre>` },
  msteams: { title, text: markdown },
  msteamsv2: { title, text: markdown },
  opsgenie: { message: title, description: text },
  pagerduty: { description: title, details: { firing: text } },
  pushover: { title, message: text },
  rocketchat: { title, text: markdown },
  slack: { title, text: markdown, fallback: title },
  sns: { subject: title, message: text },
  telegram: { message: both },
  victorops: { entityDisplayName: title, stateMessage: text },
  webex: { message: both },
  wechat: { message: both },
};

/** The texts that a field's template calls for. */
export function textsIn(field: string): readonly NotificationText[] {
  return [...field.matchAll(/"iae\.(title|text|markdown)"/g)].map(([, name]) => name as NotificationText);
}
