import clusterHygiene from "../chart/files/dashboards/cluster-hygiene.json" with { type: "json" };
import imageAvailability from "../chart/files/dashboards/image-availability.json" with { type: "json" };
import exporter from "../chart/files/dashboards/image-availability-exporter.json" with { type: "json" };
import dashboards from "../chart/files/dashboards.json" with { type: "json" };
import type { DashboardName } from "../src/chart/dashboardIdentity.ts";

/** What is laid over a dashboard beside the values. */
export interface MergeData {
  /** Links whose address is a value: how they are called, and which fields of a row it may name. */
  readonly links: Readonly<Record<string, { readonly title: string; readonly fields: readonly string[] }>>;
  /** Expressions that a recording rule has the result of, and its series; as they stand within JSON's texts. */
  readonly recordingRules: Readonly<Record<string, string>>;
}

export const MERGE_DATA: MergeData = dashboards;

/** The generated files that the chart has too, so that both begin with the same; the SDK is not needed to read them. */
export const BOARD_FILES = {
  imageAvailability,
  exporter,
  clusterHygiene,
} as const satisfies Readonly<Record<DashboardName, object>>;
