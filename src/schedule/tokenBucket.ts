import type { Clock } from "../time/clock.ts";

/**
 * Lets on average `perSecond` requests pass. Requests that follow from one that was let in (a token, a GET to confirm)
 * are never held up in the middle of a check: they may overdraw the bucket, and the next check waits longer for it.
 */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  /** @param burst how many may pass at once after a quiet time, at least 1 */
  constructor({ perSecond, burst, clock }: { perSecond: number; burst: number; clock: Clock }) {
    this.#perMs = perSecond / 1000;
    this.#burst = Math.max(1, burst);
    this.#clock = clock;
    this.#tokens = this.#burst;
    this.#filledAt = clock.monotonic();
  }

  /** Takes one token, into the red if need be. */
  take(): void {
    this.#fill();
    this.#tokens -= 1;
  }

  /** Milliseconds until a token is there; 0 if there is one now. */
  waitMs(): number {
    this.#fill();
    // Rounded up: a timer that fires a fraction too early would only be set again.
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#perMs);
  }

  #fill(): void {
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#filledAt) * this.#perMs);
    this.#filledAt = now;
  }
}
