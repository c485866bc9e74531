import { SKIP_RECORDS } from "../../inventory/skipReason.ts";
import type { Listed } from "../view/lists.ts";
import type { WorkloadCount } from "../view/recreation.ts";
import type { ImageRow, WorkloadRow } from "../view/rows.ts";
import type { Count, Status } from "../view/status.ts";
import { changeList } from "./changeList.ts";
import { type Html, html } from "./html.ts";
import type { PageContent } from "./layout.ts";
import { href, runbookLink, workloadLink } from "./links.ts";
import { registryTable } from "./registryTable.ts";
import { problemList } from "./rowList.ts";
import { plural, resultWords, skipWords, span } from "./words.ts";

const MAX_CHANGES = 8;
const MAX_COUNTS = 8;

/** What is broken, first; then who is concerned, what changed, and how the exporter itself fares. */
export function overviewPage(
  status: Status,
  problems: Listed<ImageRow>,
  workloads: Listed<WorkloadRow>,
): PageContent {
  const nowMs = Date.parse(status.asOf);
  const { containers, unavailableBy, registries } = status;
  // What was found to be so at its first check stands above already.
  const changes = status.changes.filter(({ from }) => from !== null);
  const failing = registries.filter(({ state }) => state === "down" || state === "failing");
  const title = headline(status);
  return {
    title,
    section: "overview",
    body: html`<section class="hero"><h1>${title}</h1>
<p class="lead">${summary(status)}</p></section>
${
  failing.length > 0 &&
  html`<section><h2>Registries that do not answer</h2>
<ul class="rows">${failing.map(
    ({ registry, message, targets }) =>
      html`<li class="is-bad"><div class="line"><h3><a class="name" href="${href("images", { registry })}">${registry}</a></h3><p class="soft">${plural(targets, "image")}</p></div>
${message !== "" && html`<p class="message mono">${message}</p>`}
<p>The exporter gets no answer from it. ${runbookLink("RegistryUnavailable")}</p></li>`,
  )}</ul></section>`
}
${
  problems.items.length > 0 &&
  html`<section><div class="top"><h2>Cannot be pulled</h2>${problems.next !== null && html`<a href="${href("images", { state: "unavailable" })}">All of them</a>`}</div>
${problemList(problems.items, nowMs)}
${problems.next !== null && html`<p><a href="${href("images", { state: "unavailable", after: problems.next })}">More images</a></p>`}</section>`
}
${
  containers.unavailable > 0 &&
  html`<section><h2>Who is concerned</h2><div class="grid">
${counts("By reason", "reason", unavailableBy.reason)}${counts("By registry", "registry", unavailableBy.registry)}${counts("By namespace", "namespace", unavailableBy.namespace)}${byWorkload(workloads)}</div></section>`
}
<section><div class="top"><h2>Changes of the last day</h2>${status.changes.length > 0 && html`<a href="changes">All of them</a>`}</div>
${changes.length === 0 ? html`<p class="empty">No image came or went.</p>` : changeList(changes.slice(0, MAX_CHANGES), nowMs)}</section>
<section><h2>Registries</h2>${registries.length === 0 ? html`<p class="empty">None is asked yet.</p>` : registryTable(registries.slice(0, 20))}</section>
${asides(status)}`,
  };
}

function headline({ containers, ready, checks, skippedBy }: Status): string {
  if (containers.unavailable > 0) {
    return `${plural(containers.unavailable, "container")} could not pull ${containers.unavailable === 1 ? "its image" : "their images"}`;
  }
  if (ready && checks.targets === 0) {
    return "There is nothing to check";
  }
  if (!ready || (containers.available === 0 && checks.targets > 0)) {
    return "Nothing is known yet";
  }
  const isAllKnown = containers.unknown === 0 && !skippedBy.some(({ name }) => SKIP_RECORDS[name].blind);
  return isAllKnown ? "Every image can be pulled" : "No image is known to be missing";
}

function summary({ containers, checks, withheld }: Status): Html {
  const { available, unknown, skipped } = containers;
  return html`${plural(available, "container")} could start again${unknown > 0 && html`, <a href="${href("workloads", { state: "unknown" })}">${unknown.toLocaleString("en")} not known</a>`}${skipped > 0 && html`, <a href="${href("workloads", { state: "skipped" })}">${skipped.toLocaleString("en")} not checked</a>`}. ${plural(checks.images, "image")} ${checks.images === 1 ? "is" : "are"} checked every ${span(checks.windowSeconds * 1000)}.${withheld.length > 0 && html` <a href="exporter">Names of nodes and Secrets are not shown.</a>`}`;
}

function counts(title: string, parameter: "reason" | "registry" | "namespace", all: readonly Count[]): Html {
  const most = all[0]?.containers ?? 1;
  return html`<section class="sheet"><h3>${title}</h3><ol class="counts">
${all.slice(0, MAX_COUNTS).map(
  ({
    name,
    containers,
  }) => html`<li>${name === "" ? html`<span>no registry</span>` : html`<a href="${href("images", { state: "unavailable", [parameter]: name })}">${labelOf(parameter, name)}</a>`}<span class="num">${containers.toLocaleString("en")}</span>
<svg aria-hidden="true"><rect width="100%" height="4" rx="2"/><rect width="${Math.max(1, Math.round((100 * containers) / most))}%" height="4" rx="2"/></svg></li>
`,
)}</ol>${all.length > MAX_COUNTS && html`<p class="soft">and ${all.length - MAX_COUNTS} more</p>`}</section>
`;
}

function byWorkload({ items, next }: Listed<WorkloadRow>): Html {
  return html`<section class="sheet"><h3>By workload</h3><ol class="counts">
${items.map(
  (row) => html`<li>${workloadLink(row)}<span class="num soft">${plural(row.replicas, "pod")}</span></li>
`,
)}</ol>${next !== null && html`<p><a href="${href("workloads", { state: "unavailable" })}">All of them</a></p>`}</section>
`;
}

function labelOf(parameter: string, name: string): string {
  if (parameter === "reason") {
    return resultWords(name as Parameters<typeof resultWords>[0]);
  }
  return name;
}

/** Workloads that would not come back as they are; nothing where there are none, or nobody looks. */
function recreated(title: string, count: WorkloadCount | null, remedy: Html): Html {
  const { workloads = 0, first = [] } = count ?? {};
  return html`${
    workloads > 0 &&
    html`<section><h2>${title}</h2><p>${plural(workloads, "workload")}. ${remedy}</p><ul class="rows tight">${first
      .slice(0, MAX_COUNTS)
      .map(
        (name) => html`<li class="is-warn"><h3>${workloadLink(name)}</h3></li>
`,
      )}</ul>${workloads > MAX_COUNTS && html`<p class="soft">and ${(workloads - MAX_COUNTS).toLocaleString("en")} more</p>`}</section>`
  }`;
}

function asides({ skippedBy, pullSecretProblems, mirrorsOnly, recreation, informers }: Status): Html {
  const late = informers.filter(({ state, error }) => state !== "synced" || error !== undefined);
  return html`${
    late.length > 0 &&
    html`<section><h2>Not up to date</h2><ul class="rows tight">${late.map(
      ({ resource, state, error }) =>
        html`<li class="is-warn"><h3>${resource}</h3><p class="soft">${state}${error !== undefined && `: ${error}`}</p></li>`,
    )}</ul></section>`
  }
${
  pullSecretProblems.length > 0 &&
  html`<section><h2>Pull secrets that do not work</h2><ul class="rows tight">${pullSecretProblems.map(
    ({ kind, namespace, name }) =>
      html`<li class="is-warn"><div class="line"><h3 class="name">${namespace}/${name}</h3><p class="soft">${kind === "missing" ? "does not exist" : "cannot be read as a docker config"} · ${runbookLink(kind === "missing" ? "PullSecretMissing" : "PullSecretInvalid")}</p></div></li>`,
  )}</ul></section>`
}
${
  mirrorsOnly.length > 0 &&
  html`<section><h2>Only a mirror has them</h2><ul class="rows tight">${mirrorsOnly.map(
    ({ image, registry, reason }) =>
      html`<li class="is-warn"><div class="line"><h3><a class="name" href="${href("image", { name: image })}">${image}</a></h3><p class="soft">${registry}: ${labelOf("reason", reason)} · ${runbookLink("OriginUnavailable")}</p></div></li>`,
  )}</ul></section>`
}
${recreated("Their tags were moved", recreation.moved, html`Pods that are created anew get another image than their siblings run. ${runbookLink("ImageMoved")}`)}
${recreated("Cannot be rolled back", recreation.lostRevisions, html`An image of an older revision cannot be pulled. ${runbookLink("RollbackUnavailable")}`)}
${
  skippedBy.length > 0 &&
  html`<section><h2>Not checked</h2><ul class="sheet counts">${skippedBy.map(
    ({ name, containers }) =>
      html`<li><span><a href="${href("workloads", { state: "skipped", reason: name })}">${name}</a> <span class="soft">because ${skipWords(name)}</span></span><span class="num">${containers}</span></li>`,
  )}</ul></section>`
}`;
}
