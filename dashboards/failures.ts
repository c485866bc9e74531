import type { AlertName } from "../rules/alert.ts";
import { REASON_RECORDS, REASONS, type Reason } from "../src/image/reasons.ts";

/** Colours of series that are called by a reason. */
export const FAILURE_COLORS: Readonly<Record<string, string>> = Object.fromEntries(
  REASONS.map((reason) => [reason, REASON_RECORDS[reason].color]),
);

/** How a cell that holds a reason reads. */
export const FAILURE_TEXTS: Readonly<Record<string, { readonly text: string; readonly color: string }>> =
  Object.fromEntries(
    REASONS.map((reason) => {
      const { color, words } = REASON_RECORDS[reason];
      return [reason, { text: words.label, color }];
    }),
  );

/** The series with the alert's name as a label, so that a row can lead to its runbook. */
export function withAlert(expr: string): string {
  return REASONS.reduce(
    (inner, reason) => `label_replace(${inner}, "alert", "${alertThatTells(reason)}", "reason", "${reason}")`,
    expr,
  );
}

/** The alert whose runbook deals with a reason. */
function alertThatTells(reason: Reason): AlertName {
  const { alert } = REASON_RECORDS[reason];
  return alert.unless ?? alert.name;
}
