import type { ChangeRow } from "../view/changes.ts";
import { type Html, html } from "./html.ts";
import { href, imageLink, workloadLink } from "./links.ts";
import { ago, plural, resultBadge, toneOf } from "./words.ts";

/** What changed, the newest first. */
export function changeList(rows: readonly ChangeRow[], nowMs: number): Html {
  return html`<ol class="rows tight">
${rows.map(
  (row) => html`<li class="is-${toneOf(row.to)}">
<div class="line"><h3>${row.severalImages ? html`Images of <a href="${href("images", { registry: row.registry })}">${row.registry}</a>` : imageLink(row.image)}</h3>
<p>${row.from !== null && html`${resultBadge(row.from)} <span aria-hidden="true">→</span><span class="hidden">became</span> `}${resultBadge(row.to)} <span class="soft">${ago(row.at, nowMs)}</span></p></div>
<p class="who soft">${workloadLink(row)}${row.containers > 1 && ` and ${plural(row.containers - 1, "more container")}`}${row.message !== "" && html` · <span class="mono">${row.message}</span>`}</p>
</li>
`,
)}</ol>`;
}
