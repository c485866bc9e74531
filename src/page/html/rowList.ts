import type { ImageRow, WorkloadRow } from "../view/rows.ts";
import { type Html, html } from "./html.ts";
import { href, imageLink, remedy, workloadLink } from "./links.ts";
import {
  ago,
  badge,
  checkedElsewhere,
  plural,
  reasonOf,
  resultBadge,
  since,
  skipWords,
  toneOf,
} from "./words.ts";

/** Images that cannot be pulled, with all that there is to do about them. */
export function problemList(rows: readonly ImageRow[], nowMs: number): Html {
  return html`<ol class="rows">
${rows.map((row) => {
  const reason = reasonOf(row.verdict);
  return html`<li class="is-${toneOf(row.verdict)}">
<div class="line"><h3>${imageLink(row.image)}</h3><p>${resultBadge(row.verdict)} ${since(row, nowMs)}</p></div>
${row.message !== "" && html`<p class="message mono">${row.message}</p>`}
<p class="who">${usedBy(row)} · ${plural(row.replicas, "pod")} could not start again${row.nodes !== null && ` · ${stillRun(row.nodes)}`}</p>
${reason !== undefined && html`<p>${remedy(reason)}</p>`}
</li>
`;
})}</ol>`;
}

/** Images, a line or two each. */
export function imageList(rows: readonly ImageRow[], nowMs: number): Html {
  return html`<ol class="rows tight">
${rows.map(
  (row) => html`<li class="is-${toneOf(row.verdict)}">
<div class="line"><h3>${imageLink(row.image)}</h3><p>${state(row)} ${since(row, nowMs)}</p></div>
<p class="who soft">${usedBy(row)}${row.lastCheck !== null && html` · checked ${ago(row.lastCheck, nowMs)}`}${row.skipped !== null && html` · not checked because ${skipWords(row.skipped)}`}</p>
</li>
`,
)}</ol>`;
}

export function workloadList(rows: readonly WorkloadRow[], nowMs: number): Html {
  return html`<ol class="rows tight">
${rows.map(
  (row) => html`<li class="is-${toneOf(row.verdict)}">
<div class="line"><h3>${workloadLink(row)}</h3><p>${state(row)} ${since(row, nowMs)}</p></div>
<p class="who soft">${row.images.map((image, index) => [index > 0 && ", ", imageLink(image)])}${row.moreImages > 0 && ` and ${plural(row.moreImages, "more image")}`}${row.elsewhere > 0 && ` · ${checkedElsewhere(row.elsewhere)}`}${row.skipped !== null && html` · not checked because ${skipWords(row.skipped)}`}</p>
</li>
`,
)}</ol>`;
}

/** A link to what follows, where there is more. */
export function pages(
  page: string,
  parameters: Readonly<Record<string, string | undefined>>,
  next: string | null,
): Html {
  const { after, ...rest } = parameters;
  const links = [
    after !== undefined && after !== "" && html`<a href="${href(page, rest)}">First page</a>`,
    next !== null && html`<a rel="next" href="${href(page, { ...rest, after: next })}">Next page</a>`,
  ].filter((link) => link !== false);
  return links.length === 0 ? html`` : html`<nav class="pages" aria-label="Pages of the list">${links}</nav>`;
}

function state({ verdict, skipped }: Pick<ImageRow, "verdict" | "skipped">): Html {
  return verdict === null && skipped !== null ? badge("quiet", "not checked") : resultBadge(verdict);
}

function stillRun(nodes: number): string {
  return nodes === 0
    ? "no node runs it"
    : `${plural(nodes, "node")} still ${nodes === 1 ? "runs" : "run"} it`;
}

function usedBy({ workloads, moreWorkloads }: Pick<ImageRow, "workloads" | "moreWorkloads">): Html {
  return html`${workloads.map((workload, index) => [index > 0 && ", ", workloadLink(workload)])}${moreWorkloads > 0 && ` and ${plural(moreWorkloads, "more workload")}`}`;
}
