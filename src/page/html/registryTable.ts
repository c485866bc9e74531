import type { RegistryRow } from "../view/registries.ts";
import { type Html, html } from "./html.ts";
import { href } from "./links.ts";
import { badge, type Tone } from "./words.ts";

const STATES: Readonly<Record<RegistryRow["state"], readonly [Tone, string]>> = {
  up: ["good", "answers"],
  limited: ["warn", "limits the rate"],
  failing: ["warn", "failed to answer"],
  down: ["bad", "down"],
};

/** Registries with how they fare. */
export function registryTable(rows: readonly RegistryRow[]): Html {
  return html`<div class="scroll" role="region" aria-label="Registries" tabindex="0"><table>
<thead><tr><th scope="col">Registry</th><th scope="col">State</th><th scope="col" class="num">Images</th><th scope="col" class="num">Waiting</th><th scope="col" class="num">Mean check</th><th scope="col" class="num">Errors</th><th scope="col" class="num">Budget</th></tr></thead>
<tbody>
${rows.map((row) => {
  const [tone, words] = STATES[row.state];
  return html`<tr><th scope="row"><a class="name" href="${href("images", { registry: row.registry })}">${row.registry}</a>${row.message !== "" && html`<br><span class="soft">${row.message}</span>`}</th>
<td>${badge(tone, words)}</td><td class="num">${row.targets}</td><td class="num">${row.queued}</td>
<td class="num">${row.checkMilliseconds === null ? "–" : `${Math.max(1, Math.round(row.checkMilliseconds))} ms`}</td>
<td class="num">${row.errorShare === null ? "–" : `${Math.round(row.errorShare * 100)}%`}</td>
<td class="num">${row.budget === null ? "–" : `${round(row.budget.requestsPerSecond)}/s, ${row.budget.concurrency} at once`}${row.remaining !== null && html`<br><span class="soft">${row.remaining} left</span>`}</td></tr>
`;
})}</tbody>
</table></div>`;
}

function round(rate: number): number {
  return Math.round(rate * 10) / 10;
}
