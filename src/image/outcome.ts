/**
 * Why an image could not be pulled: the closed list behind the label `reason` and the names of the metric families.
 * A stable contract: alerts, dashboards and users' routes match on these words.
 */
export const REASONS = [
  "absent",
  "bad_image_format",
  "registry_unavailable",
  "registry_v1_api_not_supported",
  "authentication_failure",
  "authorization_failure",
  "unknown_error",
] as const;

export type Reason = (typeof REASONS)[number];

/** What is known of an image: that it can be pulled, or why not. */
export type Verdict = "available" | Reason;

/** What one check of one image found. A `rate_limited` check says nothing about the image: the last verdict stays. */
export type Outcome =
  | { readonly result: "available" }
  | { readonly result: Reason; readonly message: string }
  | { readonly result: "rate_limited"; readonly message: string };

/** The values of the label `result` of `checks_total`. */
export type CheckResult = Outcome["result"];

// From bad to worse for whoever is paged. Where two containers share their labels, the worst is reported.
const SEVERITY: readonly Verdict[] = [
  "available",
  "unknown_error",
  "registry_unavailable",
  "authentication_failure",
  "authorization_failure",
  "registry_v1_api_not_supported",
  "bad_image_format",
  "absent",
];

/** The worse of two verdicts. */
export function worstVerdict(a: Verdict, b: Verdict): Verdict {
  return SEVERITY.indexOf(a) >= SEVERITY.indexOf(b) ? a : b;
}
