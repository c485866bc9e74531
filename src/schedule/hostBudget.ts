import type { Refusal, RequestEnd } from "../registry/requestGate.ts";
import { backOffMs } from "../time/backOff.ts";
import type { Clock } from "../time/clock.ts";
import { type BucketLimits, TokenBucket } from "../time/tokenBucket.ts";

export interface BudgetLimits {
  /** Requests per second on average. */
  readonly requestsPerSecond: number;
  /** Checks at a time. */
  readonly concurrency: number;
  /** Longest time, in milliseconds, that a Retry-After is believed. */
  readonly maxRetryAfter: number;
}

/** Waits where a 429 does not say how long. */
const UNTOLD_RETRY_MS = 30_000;
/** A registry that says "now" is not asked again at once. */
const MIN_RETRY_MS = 1_000;

/** How many requests in a row may fail to reach a host before it is looked at whether it is down. */
const BREAKER_THRESHOLD = 5;
/** How long what such a look found holds, in milliseconds: it asks, too. */
const LOOK_HOLDS_MS = 10_000;
/** How long a host that last failed may have answered nothing until it does not count as up, in milliseconds. */
const SILENT_MS = 60_000;
/** How long it has to be back until that counts: some answer probes and nothing else. */
const BACK_MS = 60_000;

/** The pace at which requests go to a host. */
export function paceOf({ requestsPerSecond, concurrency }: BudgetLimits): BucketLimits {
  return {
    intervalMs: 1000 / requestsPerSecond,
    burst: Math.max(1, Math.min(requestsPerSecond, concurrency)),
  };
}

/** What one host may be asked, and whether it can be reached: request rate, Retry-After, circuit breaker. */
export class HostBudget {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #bucket: TokenBucket;
  readonly #maxRetryAfterMs: number;
  #prepaid = 0;
  readonly #maxPrepaid: number;
  /** Monotonic: the wall clock may go back. */
  #pausedUntil = 0;
  #usedAt: number;
  #refusals = 0;
  #failures = 0;
  #lastFailure = "";
  #open = false;
  /** Whether it is being looked at, and what else it has answered meanwhile. */
  #look: "none" | "begun" | "answered" = "none";
  #lookHoldsUntil = Number.NEGATIVE_INFINITY;
  #answeredAt = Number.NEGATIVE_INFINITY;
  #backAt = Number.NEGATIVE_INFINITY;
  #relapses = 0;
  #remaining: number | undefined;

  constructor(
    limits: BudgetLimits,
    { clock, random }: { readonly clock: Clock; readonly random: () => number },
  ) {
    this.#clock = clock;
    this.#usedAt = clock.monotonic();
    this.#random = random;
    this.#maxPrepaid = limits.concurrency;
    this.#maxRetryAfterMs = limits.maxRetryAfter;
    // Requests that follow from one that was let in (a token, a GET to confirm) are never held up in the middle of a
    // check: they may overdraw the bucket, and the next check waits longer for it.
    const rate = paceOf(limits);
    this.#bucket = new TokenBucket(() => rate, clock);
  }

  /** Whether the host is taken to be down: requests are refused without being sent. */
  get open(): boolean {
    return this.#open;
  }

  /** How often in a row it went down soon after it had come back. */
  get relapses(): number {
    return this.#relapses;
  }

  /** Whether it answers, in whatever way, the last request or others lately: some hosts only fail for some paths. */
  get up(): boolean {
    return this.#failures === 0 || (!this.#open && this.#clock.monotonic() < this.#answeredAt + SILENT_MS);
  }

  /** From a 429 until the first other answer. */
  get rateLimited(): boolean {
    return this.#refusals > 0;
  }

  /** Requests left by the host's own count, where it announced one. */
  get remaining(): number | undefined {
    return this.#remaining;
  }

  /** What the last request met that got no answer; empty where there was none. */
  get lastFailure(): string {
    return this.#lastFailure;
  }

  /** How long nobody has asked for a request, in milliseconds; 0 while the host is to be left alone. */
  get idleMs(): number {
    return this.paused ? 0 : this.#clock.monotonic() - this.#usedAt;
  }

  /** Whether the host asked to be left alone, and the time is not over. */
  get paused(): boolean {
    return this.#clock.monotonic() < this.#pausedUntil;
  }

  /**
   * Asks for the first request of a check, in advance.
   *
   * @returns 0 when the check may start, else the milliseconds after which to ask again
   */
  reserve(): number {
    // Nothing will be sent to a host that is down, so nothing needs to wait.
    if (this.#open) {
      return 0;
    }
    const pause = this.#pausedUntil - this.#clock.monotonic();
    if (pause > 0) {
      return pause;
    }
    const wait = this.#bucket.waitMs();
    if (wait > 0) {
      return wait;
    }
    this.#bucket.take();
    this.#prepaid = Math.min(this.#prepaid + 1, this.#maxPrepaid);
    return 0;
  }

  admit(): Refusal | undefined {
    this.#usedAt = this.#clock.monotonic();
    if (this.#open) {
      return { kind: "unreachable", message: this.#lastFailure };
    }
    if (this.paused) {
      return { kind: "rate_limited", message: "the registry asked to be left alone for now" };
    }
    if (this.#prepaid > 0) {
      this.#prepaid--;
    } else {
      this.#bucket.take();
    }
    return undefined;
  }

  /** @returns whether so many have failed in a row that the host is to be looked at; `looked` is called afterwards */
  settle(end: RequestEnd): boolean {
    if (end.kind === "unreachable") {
      this.#failures++;
      this.#lastFailure = end.message;
      if (
        this.#open ||
        this.#failures < BREAKER_THRESHOLD ||
        this.#look !== "none" ||
        this.#clock.monotonic() < this.#lookHoldsUntil
      ) {
        return false;
      }
      this.#look = "begun";
      return true;
    }
    this.#failures = 0;
    this.#answeredAt = this.#clock.monotonic();
    if (this.#look === "begun") {
      this.#look = "answered";
    }
    if (end.quota.remaining !== undefined) {
      this.#remaining = end.quota.remaining;
    }
    if (end.status === 429) {
      this.#pause(end.quota.retryAfterMs);
    }
    // Answers to requests sent before the pause tell nothing about it.
    else if (!this.paused) {
      this.#refusals = 0;
    }
    return false;
  }

  /** The host was looked at. @returns whether it counts as down from now on: it has answered nothing meanwhile */
  looked(): boolean {
    const nowMs = this.#clock.monotonic();
    this.#open = this.#look === "begun";
    this.#look = "none";
    if (this.#open) {
      this.#relapses = nowMs < this.#backAt + BACK_MS ? this.#relapses + 1 : 0;
    } else {
      this.#lookHoldsUntil = nowMs + LOOK_HOLDS_MS;
    }
    return this.#open;
  }

  /** The host answers again. */
  recover(): void {
    this.#open = false;
    this.#failures = 0;
    this.#backAt = this.#clock.monotonic();
  }

  #pause(retryAfterMs: number | undefined): void {
    const maxMs = this.#maxRetryAfterMs;
    // Several requests in flight may be refused together: that is one refusal.
    const attempt = this.paused ? this.#refusals - 1 : this.#refusals++;
    const told = retryAfterMs === undefined ? undefined : Math.max(MIN_RETRY_MS, retryAfterMs);
    const wait = Math.min(
      maxMs,
      told ?? backOffMs(attempt, { baseMs: UNTOLD_RETRY_MS, capMs: maxMs, random: this.#random }),
    );
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.monotonic() + wait);
  }
}
