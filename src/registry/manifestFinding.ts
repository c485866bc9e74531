import type { Failure } from "../image/outcome.ts";
import type { Heard } from "./conversation.ts";
import { answerOutcome } from "./errorOutcome.ts";
import { headerOf } from "./quotaHint.ts";
import type { Answer } from "./requester.ts";
import type { ManifestProblem } from "./runtime/runtime.ts";

/** What a host said to the question for a manifest. */
export type ManifestFinding = ({ readonly kind: "found" } & ManifestContent) | ManifestFailure;

/** What a tag leads to. */
export interface ManifestContent {
  /** What it is called by content. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

export interface ManifestFailure {
  readonly kind: "failed";
  readonly outcome: Failure;
  readonly problem: ManifestProblem;
  /** Whether it had anything to say about the image: other credentials may change that. */
  readonly answered: boolean;
}

export function failed(problem: ManifestProblem, outcome: Failure): ManifestFailure {
  return { kind: "failed", outcome, problem, answered: true };
}

export function unanswered({ outcome, unanswered: silent }: Heard & { kind: "outcome" }): ManifestFailure {
  return { kind: "failed", outcome, problem: "unanswered", answered: silent !== true };
}

/** In bytes; undefined where the answer does not say it. */
export function sizeOf({ headers, method }: Answer): number | undefined {
  const length = headerOf(headers, "content-length");
  const isChunked = method !== "HEAD" && headers["transfer-encoding"] !== undefined;
  return length !== undefined && !isChunked && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

export function tooLarge(answer: Answer): Failure {
  return answerOutcome("registry_unavailable", answer, "but the manifest is longer than 4 MiB");
}
