import { backOffMs } from "../time/backOff.ts";
import type { Clock } from "../time/clock.ts";

/** Waits where a 429 does not say how long. */
const UNTOLD_RETRY_MS = 30_000;
/** A registry that says "now" is not asked again at once. */
const MIN_RETRY_MS = 1_000;

export interface RetryPauseOptions {
  /** Longest time, in milliseconds, that a Retry-After is believed. */
  readonly maxMs: number;
  readonly clock: Pick<Clock, "monotonic">;
  readonly random: () => number;
}

/** How long something is left alone that was answered by 429. */
export class RetryPause {
  readonly #options: RetryPauseOptions;
  /** Monotonic: the wall clock may go back. */
  #until = 0;
  #refusals = 0;

  constructor(options: RetryPauseOptions) {
    this.#options = options;
  }

  /** How long it goes on, in milliseconds; 0 where it does not. */
  get leftMs(): number {
    return Math.max(0, this.#until - this.#options.clock.monotonic());
  }

  /** From a 429 until the first other answer. */
  get refused(): boolean {
    return this.#refusals > 0;
  }

  /** @param retryAfterMs how long the answer asked for, where it did */
  begin(retryAfterMs: number | undefined): void {
    const { maxMs, clock, random } = this.#options;
    // Several requests in flight may be refused together: that is one refusal.
    const attempt = this.leftMs > 0 ? this.#refusals - 1 : this.#refusals++;
    const told = retryAfterMs === undefined ? undefined : Math.max(MIN_RETRY_MS, retryAfterMs);
    const wait = Math.min(
      maxMs,
      told ?? backOffMs(attempt, { baseMs: UNTOLD_RETRY_MS, capMs: maxMs, random }),
    );
    this.#until = Math.max(this.#until, clock.monotonic() + wait);
  }

  /** It is over, as others are answered. */
  end(): void {
    this.#until = Number.NEGATIVE_INFINITY;
    this.#refusals = 0;
  }

  /** Another answer came. Those to requests sent before the pause tell nothing about it. */
  answered(): void {
    if (this.leftMs === 0) {
      this.#refusals = 0;
    }
  }
}
