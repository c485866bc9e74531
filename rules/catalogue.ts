import type { Alert, AlertName, GroupOptions } from "./alert.ts";
import { EXPORTER_ALERTS } from "./exporterGroup.ts";
import { HYGIENE_ALERTS } from "./hygieneGroup.ts";
import { IMAGE_ALERTS } from "./imageGroup.ts";
import { ORIGINAL_ALERTS } from "./originalGroup.ts";
import { REGISTRY_ALERTS } from "./registryGroup.ts";

/** Every alert there is: none without knobs in the values, and no knobs without an alert. */
export const ALERTS = {
  ...IMAGE_ALERTS,
  ...REGISTRY_ALERTS,
  ...EXPORTER_ALERTS,
  ...ORIGINAL_ALERTS,
  ...HYGIENE_ALERTS,
} satisfies Record<AlertName, Alert>;

/** The groups of alerts by the last part of their names, in the order in which they are rendered. */
export const ALERT_GROUPS: readonly (readonly [
  name: string,
  alerts: Partial<Record<AlertName, Alert>>,
  options?: GroupOptions,
])[] = [
  ["image", IMAGE_ALERTS],
  ["registry", REGISTRY_ALERTS],
  ["exporter", EXPORTER_ALERTS],
  ["original", ORIGINAL_ALERTS],
  // Nothing of it is urgent, and some of it looks back over days.
  ["hygiene", HYGIENE_ALERTS, { interval: "5m", section: "hygiene" }],
];
