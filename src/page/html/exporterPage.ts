import type { OptionRow } from "../view/configuration.ts";
import type { Status } from "../view/status.ts";
import { type Html, html } from "./html.ts";
import type { PageContent } from "./layout.ts";
import { ago, badge, plural, span } from "./words.ts";

/** How the exporter itself fares, and how it is configured. */
export function exporterPage(status: Status): PageContent {
  const nowMs = Date.parse(status.asOf);
  const { checks, informers, configuration } = status;
  return {
    title: "Exporter",
    section: "exporter",
    body: html`<h1>Exporter</h1>
<section><h2>Checks</h2><div class="sheet"><dl>
<dt>Images</dt><dd>${plural(checks.images, "image")}, ${plural(checks.targets, "target")} with the credentials that apply</dd>
<dt>Waiting</dt><dd>${checks.queued.new} new, ${checks.queued.failed} that failed, ${checks.queued.regular} in their turn</dd>
<dt>Longest unchecked</dt><dd>${checks.oldest === null ? "nothing to check" : ago(checks.oldest, nowMs)}</dd>
<dt>A whole round</dt><dd>takes ${span(checks.roundSeconds * 1000)}, and is to be done in ${span(checks.windowSeconds * 1000)}</dd>
<dt>History</dt><dd>checks of four hours, changes of a day; both begin anew with the exporter, ${ago(status.startedAt, nowMs)}</dd>
</dl></div></section>
<section><h2>What is watched</h2><div class="scroll" role="region" aria-label="Watched resources" tabindex="0"><table>
<thead><tr><th scope="col">Resource</th><th scope="col">State</th><th scope="col">What keeps it from being up to date</th></tr></thead>
<tbody>${informers.map(
      ({ resource, state, error }) =>
        html`<tr><th scope="row" class="mono">${resource}</th><td>${badge(state === "synced" ? (error === undefined ? "good" : "warn") : state === "forbidden" ? "quiet" : "warn", state)}</td><td>${error ?? "nothing"}</td></tr>
`,
    )}</tbody></table></div></section>
${status.withheld.length > 0 && strangers()}
${configuration !== null && configurationSection(configuration)}`,
  };
}

function configurationSection(options: readonly OptionRow[]): Html {
  const changed = options.filter((option) => option.changed);
  return html`<section><h2>Configuration</h2>
${changed.length === 0 ? html`<p class="empty">Everything is at its default.</p>` : optionTable("Options that were set", changed)}
<details><summary>All ${options.length} options</summary>${optionTable("All options", options)}</details></section>`;
}

function optionTable(name: string, options: readonly OptionRow[]): Html {
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table>
<thead><tr><th scope="col">${name}</th><th scope="col">Value</th></tr></thead>
<tbody>${options.map(
    ({ path, value }) => html`<tr><th scope="row" class="mono">${path}</th><td class="mono">${value}</td></tr>
`,
  )}</tbody></table></div>`;
}

function strangers(): Html {
  return html`<section><h2>What is not shown</h2><div class="note quiet"><p>Everybody who reaches this port can read this page. It therefore leaves out the names of nodes, the names of Secrets that are in use, and the configuration. With passwords or verified client certificates in a web configuration file (config.server.webConfigFile) it shows them.</p></div></section>`;
}
