import type { AlertName } from "../rules/alert.ts";
import { REASON_RECORDS, REASONS, type Reason } from "../src/image/reasons.ts";

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
