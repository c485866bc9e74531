import type { Clock } from "../time/clock.ts";

/** Whoever holds part of an answer in memory. */
export interface BodyHolder {
  /** How much it holds, in bytes; changed by {@link BodyBudget} alone. */
  heldBytes: number;
  /** When it began, on the monotonic clock, in milliseconds. */
  readonly sinceMs: number;
  /** Called while it holds something: it has to let go of it at once. */
  giveWay(): void;
}

/**
 * One bound for the memory that the answers of all registries take while they come in: whoever creates workloads chooses
 * how many registries there are, and how much each of them sends.
 *
 * Nobody waits for a place, which would let a few slow ones hold up all others. Past the bound the one gives way that has
 * held most for longest: an honest manifest is a few KB, and there within moments.
 */
export class BodyBudget {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #holders = new Set<BodyHolder>();
  #used = 0;

  /** @param limit in bytes, for all together */
  constructor(limit: number, clock: Clock) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /** How much all hold together, in bytes. */
  get used(): number {
    return this.#used;
  }

  /** Takes note that somebody holds so many bytes more. It may be the one that has to give way. */
  take(holder: BodyHolder, bytes: number): void {
    this.#holders.add(holder);
    holder.heldBytes += bytes;
    this.#used += bytes;
    while (this.#used > this.#limit) {
      const heaviest = this.#heaviest();
      this.release(heaviest);
      heaviest.giveWay();
    }
  }

  /** It holds nothing any more. */
  release(holder: BodyHolder): void {
    if (this.#holders.delete(holder)) {
      this.#used -= holder.heldBytes;
      holder.heldBytes = 0;
    }
  }

  #heaviest(): BodyHolder {
    const nowMs = this.#clock.monotonic();
    // One more, so that among those that have only just begun the largest goes.
    const weight = ({ heldBytes, sinceMs }: BodyHolder) => heldBytes * (nowMs - sinceMs + 1);
    return [...this.#holders].reduce((most, holder) => (weight(holder) > weight(most) ? holder : most));
  }
}
