import type { DashboardName } from "../src/chart/dashboardIdentity.ts";
import { CLUSTER_HYGIENE } from "./clusterHygiene.ts";
import type { Dashboard } from "./dashboard.ts";
import { EXPORTER } from "./exporter.ts";
import { IMAGE_AVAILABILITY } from "./imageAvailability.ts";

/** Every dashboard there is: none without knobs in the values, and no knobs without a dashboard. */
export const DASHBOARDS = {
  imageAvailability: IMAGE_AVAILABILITY,
  exporter: EXPORTER,
  clusterHygiene: CLUSTER_HYGIENE,
} satisfies Readonly<Record<DashboardName, Dashboard>>;
