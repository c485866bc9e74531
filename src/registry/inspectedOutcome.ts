import { type CheckOutcome, isFoundInside } from "../image/outcome.ts";
import type { CheckOptions, CheckRequest } from "./registryCheck.ts";

/** Whether an image is there at all. */
export type Check = (request: CheckRequest, options: CheckOptions) => Promise<CheckOutcome>;

/**
 * Looks into an image that is there.
 *
 * @param digest what its reference leads to
 */
export type Inspect = (request: CheckRequest, digest: string, options: CheckOptions) => Promise<CheckOutcome>;

/** What an image's reference leads to, where it is there. */
export function digestOf({ reference }: CheckRequest, outcome: CheckOutcome): string | undefined {
  return outcome.result === "available" ? (reference.digest ?? outcome.digest) : undefined;
}

/**
 * An image that is there, but for what was found inside of it.
 *
 * @param finding undefined for nothing
 */
export function told(
  outcome: CheckOutcome,
  finding: (CheckOutcome & { readonly message: string }) | undefined,
): CheckOutcome {
  if (outcome.result !== "available" || finding === undefined) {
    return outcome;
  }
  const { digest } = outcome;
  return { ...finding, ...(digest !== undefined && { digest }) };
}

/** Checks an image and, where it is there, looks into it at once: for whoever asks once. Rejects as these do. */
export function inspectAtOnce({
  check,
  inspect,
}: {
  readonly check: Check;
  readonly inspect: Inspect;
}): Check {
  return async (request, options) => {
    const outcome = await check(request, options);
    const digest = digestOf(request, outcome);
    if (request.platforms === undefined || digest === undefined) {
      return outcome;
    }
    const inside = await inspect(request, digest, options);
    if (inside.result === "available") {
      return outcome;
    }
    return isFoundInside(inside.result)
      ? told(outcome, inside)
      : {
          result: "unknown_error",
          message: `it is there, and could not be looked into: ${inside.message}`,
        };
  };
}
