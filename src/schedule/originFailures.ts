import type { CheckOutcome, OriginFailure } from "../image/outcome.ts";
import { worstVerdict } from "../image/outcome.ts";
import type { Reason } from "../image/reasons.ts";
import type { Target } from "../inventory/targets.ts";
import type { Logger } from "../log/logger.ts";

/** What an image's own registry last said, where only a mirror has it. */
export interface OriginRow {
  readonly image: string;
  readonly registry: string;
  readonly reason: Reason;
}

/** The targets whose images live on mirrors alone. */
export class OriginFailures {
  readonly #failures = new Map<Target, OriginFailure>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** A line is written when an origin begins to fail, or fails for another reason. */
  record(target: Target, outcome: CheckOutcome): void {
    const origin = outcome.result === "available" ? outcome.origin : undefined;
    if (origin === undefined) {
      this.#failures.delete(target);
      return;
    }
    if (this.#failures.get(target)?.reason !== origin.reason) {
      const { image, request } = target;
      const { registry } = request.reference;
      this.#log.info(
        { image, registry, reason: origin.reason, error: origin.message },
        "only a mirror has the image",
      );
    }
    this.#failures.set(target, origin);
  }

  remove(target: Target): void {
    this.#failures.delete(target);
  }

  /** One for each image: its targets may have heard different things with different credentials, and the worst counts. */
  rows(): Iterable<OriginRow> {
    const rows = new Map<string, OriginRow>();
    for (const [{ image, request }, { reason }] of this.#failures) {
      const known = rows.get(image)?.reason;
      if (known === undefined || worstVerdict(known, reason) === reason) {
        rows.set(image, { image, registry: request.reference.registry, reason });
      }
    }
    return rows.values();
  }
}
