import type { LostRevision, PullSecretRow, WorkloadDetail } from "../view/workload.ts";
import { type Html, html } from "./html.ts";
import type { PageContent } from "./layout.ts";
import { breakable, href, imageLink, remedy, runbookLink } from "./links.ts";
import {
  badge,
  checkedElsewhere,
  plural,
  reasonOf,
  resultBadge,
  since,
  skipWords,
  type Tone,
  toneOf,
} from "./words.ts";

/** All about one workload. */
export function workloadPage(detail: WorkloadDetail, nowMs: number): PageContent {
  const { namespace, kind, name, items, moreContainers, lostRevisions } = detail;
  return {
    title: `${kind} ${namespace}/${name}`,
    section: "workloads",
    body: html`<section class="hero"><p>${detail.verdict === null && detail.skipped !== null ? badge("quiet", "not checked") : resultBadge(detail.verdict)}</p>
<h1>${name}</h1><p class="lead">${kind} in <a href="${href("workloads", { namespace })}">${namespace}</a> · ${plural(detail.pods, "pod")}${detail.disabled && " · switched off"}${detail.optedOut && " · left out by its annotation"}</p></section>
<section><h2>Containers</h2>
${items.length === 0 ? html`<p class="empty">None of them is this exporter's to check.</p>` : html`<ol class="rows">${items.map((row) => container(row, nowMs))}</ol>`}
${moreContainers > 0 && html`<p class="soft">and ${plural(moreContainers, "more container")}</p>`}
${detail.elsewhere > 0 && html`<p class="soft">${checkedElsewhere(detail.elsewhere)}</p>`}</section>
${lostRevisions !== null && olderRevisions(lostRevisions)}
<section><h2>Pull secrets</h2>${pullSecrets(detail)}</section>`,
  };
}

function container(row: WorkloadDetail["items"][number], nowMs: number): Html {
  const reason = reasonOf(row.verdict);
  return html`<li class="is-${toneOf(row.verdict)}">
<div class="line"><h3>${imageLink(row.image)}</h3><p>${row.state === "skipped" ? badge("quiet", "not checked") : resultBadge(row.verdict)} ${since(row, nowMs)}</p></div>
<p class="soft">container ${row.container}${row.skipped !== null && ` · not checked because ${skipWords(row.skipped)}`}</p>
${row.moved && html`<p>Its pods run another image than the one that its tag leads to by now. ${runbookLink("ImageMoved")}</p>`}
${row.message !== "" && html`<p class="message mono">${row.message}</p>`}
${reason !== undefined && html`<p>${remedy(reason)}</p>`}
</li>
`;
}

function olderRevisions(lost: readonly LostRevision[]): Html {
  return html`<section><h2>Older revisions</h2>
${
  lost.length === 0
    ? html`<p class="empty">No image of those that are looked at is known to be missing.</p>`
    : html`<p>It cannot be rolled back to these. ${runbookLink("RollbackUnavailable")}</p><ul class="rows tight">${lost.map(
        ({ revision, container: name, image, reason }) =>
          html`<li class="is-bad"><div class="line"><h3>${breakable(image)}</h3><p>${resultBadge(reasonOf(reason) ?? null)}</p></div><p class="soft">revision ${revision}, container ${name}</p></li>`,
      )}</ul>`
}</section>`;
}

const STATES: Readonly<Record<PullSecretRow["state"], readonly [Tone, string]>> = {
  used: ["good", "read"],
  missing: ["warn", "does not exist"],
  invalid: ["bad", "cannot be read"],
  unreadable: ["quiet", "not for the exporter to read"],
};

function pullSecrets({ pullSecrets: rows, serviceAccounts }: WorkloadDetail): Html {
  if (rows === null || serviceAccounts === null) {
    return html`<p class="empty"><a href="exporter">Names of Secrets are not shown to everybody.</a></p>`;
  }
  return html`${serviceAccounts.length > 0 && html`<p>Those of the service account ${serviceAccounts.join(", ")} apply.</p>`}
${
  rows.length > 0 &&
  html`<ul class="rows tight">${rows.map(({ name, state, message }) => {
    const [tone, words] = STATES[state];
    return html`<li class="is-${tone}"><div class="line"><h3 class="name">${name}</h3><p>${badge(tone, words)}</p></div>${message !== "" && html`<p class="message">${message}</p>`}</li>`;
  })}</ul>`
}
${rows.length === 0 && serviceAccounts.length === 0 && html`<p class="empty">None.</p>`}`;
}
