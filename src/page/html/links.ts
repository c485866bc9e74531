import { REASON_RECORDS, type Reason } from "../../image/reasons.ts";
import type { WorkloadName } from "../view/containerFilter.ts";
import { type Html, html } from "./html.ts";

/** A page with parameters, relative, so that the page may stand below any path of a gateway. */
export function href(page: string, parameters: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== "") {
      query.set(name, value);
    }
  }
  return query.size === 0 ? page : `${page}?${query}`;
}

export function imageLink(image: string): Html {
  return html`<a class="name" href="${href("image", { name: image })}">${breakable(image)}</a>`;
}

/** A name that may go on in the next line behind each slash. */
export function breakable(name: string): Html {
  return html`${name.split("/").map((part, index) => [index > 0 && html`/<wbr>`, part])}`;
}

export function workloadLink({ namespace, kind, name }: WorkloadName): Html {
  return html`<a class="name" href="${href("workload", { namespace, kind, name })}"
    ><span class="faint">${namespace}/</span><wbr>${name} <span class="faint">${kind}</span></a
  >`;
}

const RUNBOOKS =
  "https://github.com/k8s-image-availability-exporter/k8s-image-availability-exporter/blob/main/docs/runbooks";

export function runbookLink(alert: string): Html {
  return html`<a href="${RUNBOOKS}/${alert}.md" rel="noreferrer">Runbook ${alert}</a>`;
}

/** What to do about an image that cannot be pulled. */
export function remedy(reason: Reason): Html {
  const { alert } = REASON_RECORDS[reason];
  const text = reason in REMEDIES ? REMEDIES[reason] : alert.remedy;
  return html`${text} ${runbookLink(alert.unless ?? alert.name)}`;
}

/** Where the alert's own words do not fit a page that has the answer itself. */
const REMEDIES: Readonly<Partial<Record<Reason, string>>> = {
  registry_unavailable: "Look at the registry, and at the way there: network policy, proxy, certificate.",
  unknown_error: "What the registry said stands above.",
};
