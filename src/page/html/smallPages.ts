import type { ChangeRow } from "../view/changes.ts";
import type { RegistryRow } from "../view/registries.ts";
import { changeList } from "./changeList.ts";
import { html } from "./html.ts";
import type { PageContent } from "./layout.ts";
import { registryTable } from "./registryTable.ts";

export function registriesPage(rows: readonly RegistryRow[]): PageContent {
  return {
    title: "Registries",
    section: "registries",
    body: html`<section><h1>Registries</h1>
${rows.length === 0 ? html`<p class="empty">None is asked yet.</p>` : registryTable(rows)}
<p class="soft">Errors are of the last twenty checks or so: no answer, or one that says neither yes nor no. What is asked only as a mirror, or behind one, has no budget line of its own.</p></section>`,
  };
}

export function changesPage(rows: readonly ChangeRow[], nowMs: number): PageContent {
  return {
    title: "Changes",
    section: "changes",
    body: html`<section><h1>Changes of the last day</h1>
<h2 class="hidden">The newest first</h2>
${rows.length === 0 ? html`<p class="empty">No image came or went.</p>` : changeList(rows, nowMs)}</section>`,
  };
}

/** For what is not there, or cannot be asked. */
export function noticePage(title: string, text: string): PageContent {
  return {
    title,
    section: "overview",
    body: html`<section><h1>${title}</h1><p class="lead">${text}</p><p><a href="./">Overview</a></p></section>`,
  };
}
