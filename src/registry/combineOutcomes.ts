import type { CheckResult, Outcome } from "../image/outcome.ts";

// From the most informative answer to the least. A registry that could not be asked with one credential leaves open
// what that credential would have shown, so it goes before every refusal of the others.
const BY_INFORMATION: readonly CheckResult[] = [
  "available",
  "rate_limited",
  "registry_unavailable",
  "registry_v1_api_not_supported",
  "absent",
  "authorization_failure",
  "authentication_failure",
  "unknown_error",
  "bad_image_format",
];

/**
 * What several credentials tried on one endpoint say together: 200, then 404, then 403, then 401.
 *
 * @param outcomes at least one, in the order tried; of equal ones the first counts
 */
export function mostInformative(outcomes: readonly Outcome[]): Outcome {
  return best(outcomes, BY_INFORMATION);
}

// `absent` needs the word of every endpoint, hence the last place. A rate-limited endpoint might have the image.
const BY_WEIGHT: readonly CheckResult[] = [
  "available",
  "rate_limited",
  "registry_unavailable",
  "authorization_failure",
  "authentication_failure",
  "registry_v1_api_not_supported",
  "unknown_error",
  "bad_image_format",
  "absent",
];

/**
 * What several endpoints (mirrors and the origin) say together: available if any has it, absent only if none has; no
 * verdict if one that has no say was rate limited.
 *
 * @param outcomes at least one, in the order asked; of equal ones the first counts
 */
export function acrossEndpoints(outcomes: readonly Outcome[]): Outcome {
  return best(outcomes, BY_WEIGHT);
}

function best(outcomes: readonly Outcome[], order: readonly CheckResult[]): Outcome {
  let chosen: Outcome | undefined;
  for (const outcome of outcomes) {
    if (chosen === undefined || order.indexOf(outcome.result) < order.indexOf(chosen.result)) {
      chosen = outcome;
    }
  }
  if (chosen === undefined) {
    throw new RangeError("Cannot combine outcomes: there are none");
  }
  return chosen;
}
