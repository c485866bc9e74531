import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type DashboardLink,
  DashboardLinkBuilder,
  DashboardLinkType,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DASHBOARD_IDENTITIES, type DashboardName, dashboardPath } from "../src/chart/dashboardIdentity.ts";
import type { Values } from "../src/chart/values.generated.ts";

/** What all dashboards are tagged with, and found by. */
export const TAG = "k8s-image-availability-exporter";

/** Links whose address is a value: what it is called, and the fields of a row that the address may name. */
export const ADDRESSED_LINKS = {
  workload: { title: "Open the workload", fields: ["cluster", "namespace", "kind", "name", "container"] },
  registry: { title: "Open the registry", fields: ["registry", "image"] },
  runbook: { title: "Open the runbook", fields: ["alert"] },
} as const satisfies Readonly<
  Record<keyof Values["dashboards"]["links"] | "runbook", { title: string; fields: readonly string[] }>
>;

export type AddressedLink = keyof typeof ADDRESSED_LINKS;

/** Stands in a generated dashboard where the data links of an address from the values belong. */
export function linkToken(link: AddressedLink): string {
  return `@links.${link}@`;
}

/** The list of the other dashboards, which open with the same variables and time. */
export function siblingsLink(): Builder<DashboardLink> {
  return new DashboardLinkBuilder("Image availability")
    .type(DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
}

/** A link of a label's cells to one of the dashboards, narrowed to what was clicked on. */
export function drillDown(
  name: DashboardName,
  variable: string,
  kept: readonly string[] = ["datasource", "cluster", "job"],
): { readonly title: string; readonly url: string } {
  // The value as it is, whatever word stands in its place.
  const query = [
    `var-${variable}=\${__value.raw}`,
    ...kept.map((one) => `\${${one}:queryparam}`),
    "$__url_time_range",
  ];
  const { title } = DASHBOARD_IDENTITIES[name];
  return { title: `Show in ${title}`, url: `/d/${dashboardPath(name)}?${query.join("&")}` };
}
