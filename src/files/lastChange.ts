import type { Clock } from "../time/clock.ts";

/** Whoever writes a file anew empties it before, and lets less time pass than that until it is whole, in milliseconds. */
const SETTLE_MS = 1_000;

/** When files that belong together were changed last: what is being changed at this moment may be only a part of itself. */
export class LastChange {
  readonly #clock: Pick<Clock, "now">;
  #latestMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** @param changedMs when one of them was changed, by the file system's clock */
  note(changedMs: number): void {
    this.#latestMs = Math.max(this.#latestMs, changedMs);
  }

  /** In how many milliseconds they will have been as they are for a moment; 0 where they have. */
  get restMs(): number {
    const ageMs = this.#clock.now() - this.#latestMs;
    // Of a clock that differs by more, nothing can be told.
    return Math.abs(ageMs) < SETTLE_MS ? SETTLE_MS - ageMs : 0;
  }
}
