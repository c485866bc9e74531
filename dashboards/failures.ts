import type { AlertName } from "../rules/alert.ts";
import type { Reason } from "../src/image/outcome.ts";

/** How each reason is called and coloured wherever it stands, and the alert whose runbook deals with it. */
export const FAILURES = {
  absent: { text: "absent", color: "red", alert: "ImageAbsent" },
  authentication_failure: {
    text: "authentication failure",
    color: "orange",
    alert: "ImagePullUnauthenticated",
  },
  authorization_failure: { text: "authorization failure", color: "yellow", alert: "ImagePullUnauthorized" },
  registry_unavailable: { text: "registry unavailable", color: "purple", alert: "RegistryUnavailable" },
  bad_image_format: { text: "bad image format", color: "blue", alert: "ImageNameInvalid" },
  registry_v1_api_not_supported: {
    text: "registry v1 API",
    color: "light-blue",
    alert: "RegistryV1Unsupported",
  },
  unknown_error: { text: "unknown error", color: "semi-dark-yellow", alert: "ImageCheckUnknownError" },
} as const satisfies Readonly<Record<Reason, { text: string; color: string; alert: AlertName }>>;

/** Colours of series that are called by a reason. */
export const FAILURE_COLORS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FAILURES).map(([reason, { color }]) => [reason, color]),
);

/** How a cell that holds a reason reads. */
export const FAILURE_TEXTS: Readonly<Record<string, { readonly text: string; readonly color: string }>> =
  Object.fromEntries(Object.entries(FAILURES).map(([reason, { text, color }]) => [reason, { text, color }]));

/** The series with the alert's name as a label, so that a row can lead to its runbook. */
export function withAlert(expr: string): string {
  return Object.entries(FAILURES).reduce(
    (inner, [reason, { alert }]) => `label_replace(${inner}, "alert", "${alert}", "reason", "${reason}")`,
    expr,
  );
}
