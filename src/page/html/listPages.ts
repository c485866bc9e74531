import { LIST_STATES, type ListQuery } from "../view/listQuery.ts";
import type { Listed } from "../view/lists.ts";
import type { ImageRow, WorkloadRow } from "../view/rows.ts";
import { type Html, html, type Part } from "./html.ts";
import type { PageContent } from "./layout.ts";
import { href } from "./links.ts";
import { imageList, pages, problemList, workloadList } from "./rowList.ts";
import { resultWords } from "./words.ts";

type Parameters = Readonly<Record<string, string | undefined>>;

/** A list of images, of those that are asked for. */
export function imagesPage(query: ListQuery, { items, next }: Listed<ImageRow>, nowMs: number): PageContent {
  const list = query.state === "unavailable" ? problemList(items, nowMs) : imageList(items, nowMs);
  return listPage("images", "Images", query, items.length === 0 ? undefined : list, next);
}

/** A list of workloads, of those that are asked for. */
export function workloadsPage(
  query: ListQuery,
  { items, next }: Listed<WorkloadRow>,
  nowMs: number,
): PageContent {
  const list = items.length === 0 ? undefined : workloadList(items, nowMs);
  return listPage("workloads", "Workloads", query, list, next);
}

/** What a search finds, of both. */
export function searchPage(
  query: ListQuery,
  images: Listed<ImageRow>,
  workloads: Listed<WorkloadRow>,
  nowMs: number,
): PageContent {
  const { search } = query;
  const part = (name: string, page: string, list: Html, { items, next }: Listed<unknown>) =>
    html`<section><div class="top"><h2>${name}</h2>${next !== null && html`<a href="${href(page, { search })}">All of them</a>`}</div>
${items.length === 0 ? html`<p class="empty">None has that in its name.</p>` : list}</section>`;
  return {
    title: `Search: ${search}`,
    section: "overview",
    search,
    body: html`<h1>Search: ${search}</h1>
${part("Images", "images", imageList(images.items, nowMs), images)}
${part("Workloads", "workloads", workloadList(workloads.items, nowMs), workloads)}`,
  };
}

function listPage(
  page: "images" | "workloads",
  title: string,
  query: ListQuery,
  list: Html | undefined,
  next: string | null,
): PageContent {
  const { search, state, reason, registry, namespace, image, after } = query;
  const parameters = { search, state, reason, registry, namespace, image };
  return {
    title,
    section: page,
    search,
    body: html`<section><h1>${title}</h1>
${stateFilter(page, parameters)}${otherFilters(page, parameters)}</section>
<section><h2 class="hidden">List</h2>${list ?? html`<p class="empty">There are none.</p>`}
${pages(page, { ...parameters, after }, next)}</section>`,
  };
}

function stateFilter(page: string, parameters: Parameters): Html {
  const { state, reason: _, ...rest } = parameters;
  const choice = (value: string, words: string): Html =>
    html`<li><a href="${href(page, { ...rest, state: value })}"${value === state && html` aria-current="true"`}>${words}</a></li>
`;
  return html`<nav class="filters" aria-label="Filter by state"><ul>${choice("", "all")}${LIST_STATES.map(
    (each) => choice(each, each === "skipped" ? "not checked" : each),
  )}</ul></nav>
`;
}

/** What else restricts the list, each with a way to get rid of it. */
function otherFilters(page: string, parameters: Parameters): Html {
  const others = (["search", "reason", "registry", "namespace", "image"] as const).flatMap((name): Part[] => {
    const value = parameters[name];
    const words = name === "reason" && value !== undefined ? reasonWords(value) : value;
    return value === undefined || value === ""
      ? []
      : [
          html`<li><a href="${href(page, { ...parameters, [name]: "" })}"><span class="faint">${name}</span> ${words} <span aria-hidden="true">✕</span><span class="hidden">: remove this filter</span></a></li>`,
        ];
  });
  return others.length === 0 ? html`` : html`<div class="filters"><ul>${others}</ul></div>`;
}

function reasonWords(reason: string): string {
  const words = resultWords(reason as never);
  return words === "not known yet" ? reason : words;
}
