import type { DashboardName } from "../src/chart/dashboardIdentity.ts";
import type { Alert, AlertName, GroupOptions } from "./alert.ts";
import { EXPORTER_ALERTS } from "./exporterGroup.ts";
import { HYGIENE_ALERTS } from "./hygieneGroup.ts";
import { IMAGE_ALERTS } from "./imageGroup.ts";
import { ORIGINAL_ALERTS } from "./originalGroup.ts";
import { RECREATION_ALERTS } from "./recreationGroup.ts";
import { REGISTRY_ALERTS } from "./registryGroup.ts";

/** Every alert there is: none without knobs in the values, and no knobs without an alert. */
export const ALERTS = {
  ...IMAGE_ALERTS,
  ...REGISTRY_ALERTS,
  ...EXPORTER_ALERTS,
  ...ORIGINAL_ALERTS,
  ...RECREATION_ALERTS,
  ...HYGIENE_ALERTS,
} satisfies Record<AlertName, Alert>;

/** The groups of alerts by the last part of their names, each with its dashboard, in the order in which they are rendered. */
export const ALERT_GROUPS: readonly (readonly [
  name: string,
  alerts: Partial<Record<AlertName, Alert>>,
  dashboard: DashboardName,
  options?: GroupOptions,
])[] = [
  ["image", IMAGE_ALERTS, "imageAvailability"],
  ["recreation", RECREATION_ALERTS, "imageAvailability"],
  ["registry", REGISTRY_ALERTS, "imageAvailability"],
  ["exporter", EXPORTER_ALERTS, "exporter"],
  ["original", ORIGINAL_ALERTS, "imageAvailability"],
  // Nothing of it is urgent, and some of it looks back over days.
  ["hygiene", HYGIENE_ALERTS, "clusterHygiene", { interval: "5m", section: "hygiene" }],
];
