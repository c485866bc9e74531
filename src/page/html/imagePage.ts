import type { ImageDetail, TargetDetail } from "../view/image.ts";
import { changeList } from "./changeList.ts";
import { type Html, html } from "./html.ts";
import type { PageContent } from "./layout.ts";
import { breakable, href, remedy } from "./links.ts";
import { workloadList } from "./rowList.ts";
import { stripOf } from "./strip.ts";
import { ago, badge, lasting, plural, reasonOf, resultBadge, skipWords, toneOf } from "./words.ts";

/** All about one image. */
export function imagePage(detail: ImageDetail, nowMs: number): PageContent {
  const { image, reference, strip, targets, changes, workloads } = detail;
  return {
    title: image,
    section: "images",
    body: html`<section class="hero"><p>${detail.verdict === null && detail.skipped !== null ? badge("quiet", "not checked") : resultBadge(detail.verdict)}</p><h1 class="mono">${breakable(image)}</h1>
${reference !== null && reference !== image && html`<p class="soft">in full <span class="mono">${reference}</span></p>`}</section>
${verdictNote(detail, nowMs)}
${strip.cells.length > 0 && html`<section><h2>Checks of the last hours</h2>${stripOf(strip, nowMs)}</section>`}
<section><div class="top"><h2>Workloads</h2><p class="soft">${plural(detail.containers, "container")}</p></div>${workloadList(workloads.items, nowMs)}
${workloads.next !== null && html`<p><a href="${href("workloads", { image })}">All of them</a></p>`}</section>
${
  targets.length > 0 &&
  html`<section><h2>How it is asked for</h2>${targets.length > 1 && html`<p class="soft">It is checked once for each set of credentials that it is used with, and for each set of platforms that its workloads may run on.</p>`}
${targets.map((target) => targetSheet(target, nowMs))}</section>`
}
<section><h2>Nodes</h2>${nodes(detail)}</section>
<section><h2>Changes of the last day</h2>${changes.length === 0 ? html`<p class="empty">None.</p>` : changeList(changes.slice(0, 20), nowMs)}</section>`,
  };
}

function verdictNote(detail: ImageDetail, nowMs: number): Html {
  const reason = reasonOf(detail.verdict);
  if (detail.verdict === null) {
    const why =
      detail.skipped !== null
        ? `Not checked because ${skipWords(detail.skipped)}.`
        : detail.elsewhere > 0
          ? "It is another exporter's to check."
          : detail.lastCheck === null
            ? "It has not been checked yet."
            : "Not all of its containers have a verdict yet.";
    return html`<div class="note quiet"><p>${why}</p>${detail.message !== "" && html`<p class="mono soft">${detail.message}</p>`}</div>`;
  }
  if (reason === undefined) {
    return html``;
  }
  return html`<div class="note ${toneOf(detail.verdict)}"><p><strong>A node that had to pull it now would say:</strong></p>
<p class="mono">${detail.message === "" ? "no message" : detail.message}</p>
<p>${detail.since !== null && (detail.sinceSeen ? html`It has been so for ${lasting(detail.since, nowMs)}. ` : html`It was so at its first check, ${ago(detail.since, nowMs)}. `)}${plural(detail.replicas, "pod")} could not start again.</p>
<p>${remedy(reason)}</p></div>`;
}

function targetSheet(target: TargetDetail, nowMs: number): Html {
  const { result, message, digest, origin, platforms, endpoints, nodeRegistries } = target;
  return html`<div class="sheet"><dl>
<dt>Result</dt><dd>${resultBadge(result)}${message !== "" && html` <span class="mono soft">${message}</span>`}</dd>
${digest !== null && html`<dt>Leads to</dt><dd class="mono">${digest}</dd>`}
${platforms !== null && html`<dt>For platforms</dt><dd class="mono">${platforms.join(", ")}</dd>`}
${origin !== null && html`<dt>Its own registry</dt><dd>does not give it out: only a mirror has it. <span class="mono soft">${origin.message}</span></dd>`}
<dt>Endpoints, in order</dt><dd><ol>${endpoints.map(
    ({ address, isOrigin, resolves }) =>
      html`<li><span class="mono">${address}</span> <span class="soft">${isOrigin ? "its own registry" : "mirror"}${!resolves && ", by digest only"}</span></li>`,
  )}${nodeRegistries.map((registry) => html`<li><span class="mono">${registry}</span> <span class="soft">named by the nodes' files</span></li>`)}</ol></dd>
<dt>Credentials, in order</dt><dd>${credentials(target)}</dd>
<dt>Last check</dt><dd>${target.lastCheck === null ? "none yet" : ago(target.lastCheck, nowMs)}</dd>
<dt>Next check</dt><dd>${target.nextCheck !== null ? html`${ago(target.nextCheck, nowMs)} at the latest` : target.state === "checking" ? "under way" : "as soon as its registry's budget allows"}</dd>
</dl></div>`;
}

function credentials({ credentials: told, credentialCount, nodeSources }: TargetDetail): Html {
  const others = (nodeSources ?? []).map(
    (source) => html`<li><span class="soft">of nodes:</span> ${source}</li>`,
  );
  if (credentialCount === 0 && others.length === 0) {
    return html`none: it is asked for anonymously`;
  }
  if (told === null) {
    return html`${plural(credentialCount, "credential")}. <a href="exporter">Where they come from is not shown to everybody.</a>`;
  }
  return html`<ol>${told.map(({ source, key }) => html`<li><span class="mono">${source}</span> <span class="soft">for ${key}</span></li>`)}${others}</ol>`;
}

function nodes({ nodes: names, nodeCount, runs }: ImageDetail): Html {
  if (nodeCount === null) {
    return html`<p class="empty">Pods are not watched (config.running.enabled), so nobody knows which nodes still have it.</p>`;
  }
  if (nodeCount === 0) {
    return html`<p>No container runs it: no node is known to have a copy.</p>`;
  }
  return html`<div class="sheet"><dl><dt>Run it</dt><dd>${plural(nodeCount, "node")}${names === null ? html`. <a href="exporter">Their names are not shown to everybody.</a>` : html`: <span class="mono">${names.join(", ")}</span>`}</dd>
${runs.map(({ digest, nodes: count }) => html`<dt>${plural(count, "node")} with</dt><dd class="mono">${digest}</dd>`)}</dl></div>`;
}
