import type { CheckResult, Verdict } from "../../image/outcome.ts";
import { REASON_RECORDS, REASONS, type Reason } from "../../image/reasons.ts";
import { SKIP_RECORDS, type SkipReason } from "../../inventory/skipReason.ts";
import { type Html, html } from "./html.ts";

/** How a state looks: the word is always there, the colour never alone. */
export type Tone = "bad" | "warn" | "good" | "quiet";

export function reasonOf(result: string | null): Reason | undefined {
  return REASONS.find((reason) => reason === result);
}

/** Certain failures are red, what may be the registry's is amber. */
export function toneOf(result: CheckResult | Verdict | null): Tone {
  const reason = reasonOf(result);
  if (reason !== undefined) {
    return REASON_RECORDS[reason].certain ? "bad" : "warn";
  }
  return result === "available" ? "good" : "quiet";
}

const OTHERS: Readonly<Record<string, string>> = {
  available: "available",
  rate_limited: "rate limited",
  node_credentials_unknown: "nodes may know more",
  node_file_unreadable: "nodes may know more",
  node_local: "only nodes reach it",
};

export function resultWords(result: CheckResult | Verdict | null): string {
  const reason = reasonOf(result);
  return reason !== undefined
    ? REASON_RECORDS[reason].words.label
    : (OTHERS[result ?? ""] ?? "not known yet");
}

/** The words for a reason not to check, without the marks that code has in documents. */
export function skipWords(reason: SkipReason): string {
  return SKIP_RECORDS[reason].because.replaceAll("`", "");
}

export function badge(tone: Tone, words: string): Html {
  return html`<span class="badge ${tone}">${words}</span>`;
}

export function resultBadge(result: CheckResult | Verdict | null): Html {
  return badge(toneOf(result), resultWords(result));
}

/** A moment, and how long ago it was; `now` in milliseconds since the epoch. */
export function ago(time: string, nowMs: number): Html {
  const ms = nowMs - Date.parse(time);
  const words = ms >= 0 ? `${span(ms)} ago` : `in ${span(-ms)}`;
  return html`<time datetime="${time}" title="${clockTime(time)}">${words}</time>`;
}

/** How long something has been so. */
export function lasting(time: string, nowMs: number): Html {
  return html`<time datetime="${time}" title="since ${clockTime(time)}">${span(Math.max(0, nowMs - Date.parse(time)))}</time>`;
}

/** Since when an image cannot be pulled; what was so at its first check may have been so for longer. */
export function since(
  { since: time, sinceSeen }: { since: string | null; sinceSeen: boolean },
  nowMs: number,
): Html {
  if (time === null) {
    return html``;
  }
  return html`<span class="soft">${sinceSeen ? html`for ${lasting(time, nowMs)}` : html`found ${ago(time, nowMs)}`}</span>`;
}

/** 2026-11-26 07:23:30 UTC */
export function clockTime(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}

/** Two units at most. @param ms at least 0 */
export function span(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} min`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  }
  return `${Math.floor(hours / 24)} d`;
}

/** Of containers that are another shard's. */
export function checkedElsewhere(containers: number): string {
  return `${plural(containers, "more container is", "more containers are")} another exporter's to check`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
