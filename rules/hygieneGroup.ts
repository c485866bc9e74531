import type { Alert, AlertName } from "./alert.ts";
import { CAPACITY_ALERTS } from "./capacityAlerts.ts";
import { LEFTOVER_ALERTS } from "./leftoverAlerts.ts";

/** What fills a cluster up, and what is left over in it. */
export const HYGIENE_ALERTS = {
  ...CAPACITY_ALERTS,
  ...LEFTOVER_ALERTS,
} as const satisfies Partial<Record<AlertName, Alert>>;
