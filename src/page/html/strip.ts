import type { ImageDetail } from "../view/image.ts";
import { type Html, html } from "./html.ts";
import { resultWords, span, toneOf } from "./words.ts";

/** Checks over time, the oldest left; each cell says in words what its colour does. */
export function stripOf({ cells, cellSeconds }: ImageDetail["strip"], nowMs: number): Html {
  const first = cells[0];
  return html`<div class="sheet">
<ol class="strip" aria-label="Worst result of each ${span(cellSeconds * 1000)}, the oldest first">
${cells.map(({ began, result }) => {
  const words = `${began.slice(11, 16)} ${result === null ? "not checked" : resultWords(result)}`;
  return html`<li class="${result === null ? "none" : toneOf(result)}" title="${words}"><span class="hidden">${words}</span></li>`;
})}</ol>
<p class="scale" aria-hidden="true"><span>${first !== undefined && `${span(nowMs - Date.parse(first.began))} ago`}</span><span>now</span></p>
</div>`;
}
