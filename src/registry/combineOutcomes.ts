import type { Outcome } from "../image/outcome.ts";
import { REASON_RECORDS, type ReasonRecord } from "../image/reasons.ts";

/**
 * What several credentials tried on one endpoint say together: 200, then 404, then 403, then 401.
 *
 * @param outcomes at least one, in the order tried; of equal ones the first counts
 */
export function mostInformative<T extends Outcome>(outcomes: readonly T[]): T {
  return mostTelling(outcomes, "amongCredentials");
}

/**
 * What several endpoints (mirrors and the origin) say together: available if any has it, absent only if none has; no
 * verdict if one that has no say was rate limited.
 *
 * @param outcomes at least one, in the order asked; of equal ones the first counts
 */
export function acrossEndpoints<T extends Outcome>(outcomes: readonly T[]): T {
  return mostTelling(outcomes, "amongEndpoints");
}

function mostTelling<T extends Outcome>(outcomes: readonly T[], among: keyof ReasonRecord["telling"]): T {
  let chosen: T | undefined;
  for (const outcome of outcomes) {
    if (chosen === undefined || rank(outcome.result, among) > rank(chosen.result, among)) {
      chosen = outcome;
    }
  }
  if (chosen === undefined) {
    throw new RangeError("Cannot combine outcomes: there are none");
  }
  return chosen;
}

function rank(result: Outcome["result"], among: keyof ReasonRecord["telling"]): number {
  switch (result) {
    case "available":
      return Number.POSITIVE_INFINITY;
    // Who was not let in might have seen the image.
    case "rate_limited":
      return Number.MAX_VALUE;
    default:
      return REASON_RECORDS[result].telling[among];
  }
}
