import type { Alert, AlertName } from "./alert.ts";
import { CAPACITY_ALERTS } from "./capacityAlerts.ts";
import { LEFTOVER_ALERTS } from "./leftoverAlerts.ts";
import { ROLLOUT_ALERTS } from "./rolloutAlerts.ts";

/** What fills a cluster up, what is left over in it, and what would interrupt a roll-out. */
export const HYGIENE_ALERTS = {
  ...CAPACITY_ALERTS,
  ...LEFTOVER_ALERTS,
  ...ROLLOUT_ALERTS,
} as const satisfies Partial<Record<AlertName, Alert>>;
