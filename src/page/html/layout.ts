import { createHash } from "node:crypto";
import { type Html, html } from "./html.ts";
import { href } from "./links.ts";
import { STYLESHEET } from "./stylesheet.ts";
import { ago, clockTime } from "./words.ts";

/** What all pages have around them. */
export interface Frame {
  readonly version: string;
  /** Wall-clock time, in milliseconds. */
  readonly nowMs: number;
  readonly startedAt: string;
  readonly ready: boolean;
  /** How many exporters share the cluster's images. */
  readonly shards: number;
  /** The address of this page as it was asked for, from the last slash on. */
  readonly self: string;
  /** Whether it is loaded again each minute. */
  readonly refreshing: boolean;
}

export interface PageContent {
  readonly title: string;
  /** Which entry of the navigation it belongs to. */
  readonly section: Section;
  /** What was searched for, for the form. */
  readonly search?: string;
  readonly body: Html;
}

const SECTIONS = {
  overview: ["./", "Overview"],
  images: ["images", "Images"],
  workloads: ["workloads", "Workloads"],
  registries: ["registries", "Registries"],
  changes: ["changes", "Changes"],
  exporter: ["exporter", "Exporter"],
} as const;
export type Section = keyof typeof SECTIONS;

/** Changes with the stylesheet, so that browsers may keep it. */
const STYLE_VERSION = createHash("sha256").update(STYLESHEET).digest("hex").slice(0, 12);

/** A whole page. */
export function layout(content: PageContent, frame: Frame): string {
  const { title, section, search = "", body } = content;
  const now = new Date(frame.nowMs).toISOString();
  const refresh = refreshLink(frame);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} · image availability</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="status.css?v=${STYLE_VERSION}">
<link rel="icon" href="status.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<div class="bar">
<a class="brand" href="./"><span class="mark" aria-hidden="true"></span>Image availability</a>
<form role="search" action="search">
<label class="hidden" for="q">Search images and workloads</label>
<input id="q" name="search" type="search" value="${search}" placeholder="Search images and workloads" autocomplete="off" spellcheck="false" maxlength="500">
<button>Search</button>
</form>
</div>
<nav aria-label="Pages"><ul>
${Object.entries(SECTIONS).map(
  ([key, [path, name]]) =>
    html`<li><a href="${path}"${key === section ? html` aria-current="page"` : ""}>${name}</a></li>
`,
)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${!frame.ready && html`<p class="note warn"><strong>Not ready.</strong> The cluster is still being listed, or the exporter is going away: what stands here is not complete. <a href="exporter">What it waits for</a></p>`}
${frame.shards > 1 && html`<p class="note quiet">This is one of ${frame.shards} exporters: it knows its own images alone, and tells of no others.</p>`}
${body}
</main>
<footer>
<p>As of ${clockTime(now)}. ${refresh} · started ${ago(frame.startedAt, frame.nowMs)} · version ${frame.version}</p>
<p><a href="metrics">Metrics</a> · <a href="readyz?verbose">Readiness</a> · <a href="api/v1/status">JSON</a></p>
</footer>
</body>
</html>
`.toString();
}

/** Nobody is surprised by a page that loads itself anew: it is asked for. */
function refreshLink({ self, refreshing }: Frame): Html {
  const [path = "", query = ""] = self.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.delete("refresh");
  const plain = href(path === "" ? "./" : path, Object.fromEntries(parameters));
  return refreshing
    ? html`Loaded again every minute: <a href="${plain}">stop</a>`
    : html`<a href="${plain}">Refresh</a> · <a href="${href(path === "" ? "./" : path, { ...Object.fromEntries(parameters), refresh: "60" })}">every minute</a>`;
}
