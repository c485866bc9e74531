import type { Clock } from "../time/clock.ts";

/** Whoever writes a file anew empties it before, and lets less time pass than that until it is whole, in milliseconds. */
const SETTLE_MS = 1_000;

/** When files that belong together were changed last: what is being changed at this moment may be only a part of itself. */
export class LastChange {
  readonly #clock: Pick<Clock, "now">;
  /** Since when what is not there has been looked for in vain, by path. */
  readonly #missing = new Map<string, number>();
  readonly #missingBefore: ReadonlyMap<string, number> | undefined;
  #latestMs = Number.NEGATIVE_INFINITY;

  /** @param before when they were read the last time */
  constructor(clock: Pick<Clock, "now">, before?: LastChange) {
    this.#clock = clock;
    this.#missingBefore = before === undefined ? undefined : before.#missing;
  }

  /** @param changedMs when one of them was changed, by the file system's clock */
  note(changedMs: number): void {
    this.#latestMs = Math.max(this.#latestMs, changedMs);
  }

  /**
   * Notes what is not there, and may be about to be. Other things may come and go all the time where it would lie: what has not
   * been there for a moment is not.
   *
   * @param folderChangedMs when the folder was changed in which it would lie
   */
  noteMissing(path: string, folderChangedMs: number): void {
    const nowMs = this.#clock.now();
    const sinceMs = this.#missingBefore?.get(path) ?? nowMs;
    this.#missing.set(path, sinceMs);
    if (Math.abs(nowMs - folderChangedMs) < SETTLE_MS) {
      this.note(Math.min(folderChangedMs, sinceMs));
    }
  }

  /** In how many milliseconds they will have been as they are for a moment; 0 where they have. */
  get restMs(): number {
    const ageMs = this.#clock.now() - this.#latestMs;
    // Of a clock that differs by more, nothing can be told.
    return Math.abs(ageMs) < SETTLE_MS ? SETTLE_MS - ageMs : 0;
  }
}
