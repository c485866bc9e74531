import { backOffMs } from "../time/backOff.ts";
import type { Clock } from "../time/clock.ts";
import { ApiError } from "./apiError.ts";

const BASE_MS = 1000;
const FAILURE_CAP_MS = 30_000;
/** Permissions change rarely, and each look is a line in the API server's audit log. */
const FORBIDDEN_CAP_MS = 60_000;
/** A server that asks for more patience than this would be forgotten. */
const RETRY_AFTER_CAP_MS = 120_000;
/** A watch that lasted this long has worked, whether anything came or not. */
const WORKED_MS = 30_000;
/** After so many refusals in a row (other than "too many requests") the resource version itself is doubted. */
const REFUSALS_BEFORE_LIST = 3;

/** What to do after a failure. */
export interface RecoveryPlan {
  /** How long to wait first, in milliseconds. */
  readonly pauseMs: number;
  /** Whether to begin with a list: where the watch left off is too long ago, or not to be trusted. */
  readonly relist: boolean;
  /** A connection that had worked broke off, for the first time: nothing worth a word yet. */
  readonly isBreak: boolean;
}

/** Decides how an informer that failed goes on: when, and from where. */
export class Recovery {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failures = 0;
  #refusals = 0;
  #distrusted = false;
  #openedAt: number | undefined;

  constructor({ clock, random }: { readonly clock: Clock; readonly random: () => number }) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The server has accepted a watch. */
  opened(): void {
    this.#openedAt = this.#clock.monotonic();
  }

  /** An event came: all is well. */
  progressed(): void {
    this.#failures = 0;
    this.#refusals = 0;
  }

  /** Events may have been missed. */
  distrust(): void {
    this.#distrusted = true;
  }

  /** @param error why it failed: an `ApiError`, or anything that keeps connections from working */
  plan(error: unknown): RecoveryPlan {
    const opened = this.#openedAt !== undefined;
    if (opened && this.#clock.monotonic() - this.#openedAt! >= WORKED_MS) {
      this.progressed();
    }
    this.#openedAt = undefined;
    const refusal = error instanceof ApiError ? error : undefined;
    const forbidden = refusal?.isForbidden ?? false;
    if (refusal !== undefined && refusal.statusCode !== 429) {
      this.#refusals++;
    }
    const relist = this.#distrusted || forbidden || this.#refusals >= REFUSALS_BEFORE_LIST;
    if (relist) {
      this.#refusals = 0;
    }
    this.#distrusted = false;
    const pauseMs = backOffMs(this.#failures, {
      baseMs: BASE_MS,
      capMs: forbidden ? FORBIDDEN_CAP_MS : FAILURE_CAP_MS,
      random: this.#random,
    });
    const isBreak = opened && refusal === undefined && this.#failures === 0;
    this.#failures++;
    return {
      pauseMs: Math.max(pauseMs, Math.min(refusal?.retryAfterMs ?? 0, RETRY_AFTER_CAP_MS)),
      relist,
      isBreak,
    };
  }
}
