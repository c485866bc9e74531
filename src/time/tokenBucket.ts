import type { Clock } from "./clock.ts";

/** How many may pass. */
export interface BucketLimits {
  /** On average one in this many milliseconds. */
  readonly intervalMs: number;
  /** So many at once after a quiet time. */
  readonly burst: number;
}

/** Lets pass one in each interval on average, or tells how long to wait. */
export class TokenBucket {
  readonly #limits: () => BucketLimits;
  readonly #clock: Clock;
  #tokens = Number.POSITIVE_INFINITY;
  #filledAt: number;

  /** @param limits as of now: they may change */
  constructor(limits: () => BucketLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#filledAt = clock.monotonic();
  }

  /** Takes one token, into the red if need be: whoever comes next waits longer for it. */
  take(): void {
    this.#fill();
    this.#tokens -= 1;
  }

  /** Milliseconds until a token is there; 0 if there is one now. */
  waitMs(): number {
    const { intervalMs } = this.#fill();
    // Rounded up: a timer that fires a fraction too early would only be set again.
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) * intervalMs);
  }

  #fill(): BucketLimits {
    const limits = this.#limits();
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(limits.burst, this.#tokens + (now - this.#filledAt) / limits.intervalMs);
    this.#filledAt = now;
    return limits;
  }
}
