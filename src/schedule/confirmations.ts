import { FairQueue } from "../collections/fairQueue.ts";
import { getOrMake } from "../collections/getOrMake.ts";
import type { Confirmation } from "../registry/requestGate.ts";
import type { Clock } from "../time/clock.ts";
import type { BudgetLimits } from "./hostBudget.ts";
import { RedirectTurns } from "./redirectTurns.ts";

/** The part of what a host may be asked that may go to confirming that images are absent: one takes two dozen requests. */
const PACE_SHARE = 1 / 4;

/** The part of a host's checks that may be confirming at once: they take long, and others are not to wait for them. */
const CHECKS_SHARE = 1 / 2;

/**
 * Bounds what confirming takes of each host. Who waits is served in turn, and where too many confirm, who has most of them gives
 * up its newest: those that have come far come to their end.
 */
export class Confirmations {
  readonly #limitsOf: (host: string) => BudgetLimits;
  readonly #turns: RedirectTurns;
  readonly #underWay = new Map<string, FairQueue<{ goesOn: boolean }>>();

  constructor({
    limitsOf,
    clock,
  }: { readonly limitsOf: (host: string) => BudgetLimits; readonly clock: Clock }) {
    this.#limitsOf = limitsOf;
    this.#turns = new RedirectTurns({
      limitsOf(host) {
        const limits = limitsOf(host);
        return { ...limits, requestsPerSecond: limits.requestsPerSecond * PACE_SHARE };
      },
      clock,
    });
  }

  /** See `RequestGate.confirmation`. */
  begin(host: string, by: string): Confirmation {
    const underWay = getOrMake(this.#underWay, host, () => {
      const { concurrency } = this.#limitsOf(host);
      return new FairQueue(Math.max(1, Math.floor(concurrency * CHECKS_SHARE)));
    });
    const check = { goesOn: true };
    const gaveWay = underWay.push(by, check);
    if (gaveWay !== undefined) {
      gaveWay.goesOn = false;
    }
    return {
      turn: async (options) => check.goesOn && (await this.#turns.take(host, by, options)) && check.goesOn,
      end: () => {
        const left = this.#underWay.get(host);
        left?.remove(by, check);
        if (left?.size === 0) {
          this.#underWay.delete(host);
        }
      },
    };
  }
}
