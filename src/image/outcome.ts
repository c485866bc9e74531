import { REASON_RECORDS, REASONS, type Reason } from "./reasons.ts";

/** What is known of an image: that it can be pulled, or why not. */
export type Verdict = "available" | Reason;

/** Every verdict, the good one first. */
export const VERDICTS: readonly Verdict[] = ["available", ...REASONS];

/** What a registry says of one image. A `rate_limited` check says nothing about the image: the last verdict stays. */
export type Outcome =
  | {
      readonly result: "available";
      /** Where its tag leads to, where that was asked for. */
      readonly digest?: string;
      /** What its own registry says, where only a mirror has it. */
      readonly origin?: OriginFailure;
    }
  | {
      readonly result: Reason;
      readonly message: string;
      /** Where its tag leads to, where what that refers to is missing. */
      readonly digest?: string;
    }
  | { readonly result: "rate_limited"; readonly message: string };

/** Why a registry does not give out an image that a mirror still has. */
export interface OriginFailure {
  readonly reason: Reason;
  readonly message: string;
}

/** Whatever does not say that it can be pulled. */
export type Failure = Exclude<Outcome, { result: "available" }>;

/** Why a check gives no verdict although there were answers, or nobody to ask: nodes may have what we have not. */
export const NODES_ALONE_KNOW = [
  "node_credentials_unknown",
  "node_file_unreadable",
  "node_local",
] as const satisfies readonly string[];

/** What a check found: no verdict either where a node might fare better by what we do not have. */
export type CheckOutcome =
  | Outcome
  | {
      readonly result: (typeof NODES_ALONE_KNOW)[number];
      readonly message: string;
      /** What it would be if nodes had nothing else. */
      readonly otherwise?: Failure;
    };

/** The values of the label `result` of `checks_total`. */
export type CheckResult = CheckOutcome["result"];

/** Whether only a node could tell. */
export function isForNodesToTell(result: CheckResult): result is (typeof NODES_ALONE_KNOW)[number] {
  return NODES_ALONE_KNOW.some((one) => one === result);
}

/** Whether an image is there, and what it refers to is not: for certain, whatever else is met there says nothing of it. */
export function isFoundInside(result: CheckResult): boolean {
  return REASONS.some((reason) => reason === result && REASON_RECORDS[reason].inside);
}

/** Whether a registry refuses whoever asks: with other credentials it might not. */
export function isRefusal(
  outcome: CheckOutcome,
): outcome is CheckOutcome & { result: "authentication_failure" | "authorization_failure" } {
  return outcome.result === "authentication_failure" || outcome.result === "authorization_failure";
}

/** Those that say nothing certain of the image, for a selector on the label `result`. */
export const UNCERTAIN_RESULTS = REASONS.filter((reason) => !REASON_RECORDS[reason].certain);

/** Whether an outcome that is not good says something certain of the image. */
export function isCertain(
  outcome: CheckOutcome,
): outcome is { readonly result: Reason; readonly message: string } {
  return REASONS.some((reason) => reason === outcome.result && REASON_RECORDS[reason].certain);
}

/** The worse of two verdicts. */
export function worstVerdict(a: Verdict, b: Verdict): Verdict {
  return severity(a) >= severity(b) ? a : b;
}

function severity(verdict: Verdict): number {
  return verdict === "available" ? Number.NEGATIVE_INFINITY : REASON_RECORDS[verdict].severity;
}
