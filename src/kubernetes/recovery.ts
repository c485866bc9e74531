import { backOffMs } from "../time/backOff.ts";
import type { Clock } from "../time/clock.ts";
import { ApiError, WatchDisorderError } from "./apiError.ts";

const BASE_MS = 1000;
const FAILURE_CAP_MS = 30_000;
/** Permissions change rarely, and each look is a line in the API server's audit log. */
const FORBIDDEN_CAP_MS = 60_000;
/** A server that asks for more patience than this would be forgotten. */
const RETRY_AFTER_CAP_MS = 120_000;
/**
 * A watch that lasted this long has worked, whether anything came or not; one that did not has failed, whatever came: a
 * server that ends each after an event would be asked without a pause. Some proxies cut each after ten seconds.
 */
const WORKED_MS = 5000;
/** After so many refusals in a row (other than "too many requests") the resource version itself is doubted. */
const REFUSALS_BEFORE_LIST = 3;

/** What to do after the end of a watch, or a failure. */
export interface RecoveryPlan {
  /** How long to wait first, in milliseconds. */
  readonly pauseMs: number;
  /** Whether to begin with a list: where the watch left off is too long ago, or not to be trusted. */
  readonly relist: boolean;
  /** What had worked has ended, as it does now and then: no failure, unless the next attempt is one. */
  readonly isQuiet: boolean;
}

/** Decides how a reflector goes on after an end or a failure: when, and from where. */
export class Recovery {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failures = 0;
  #refusals = 0;
  #openedAt: number | undefined;

  constructor({ clock, random }: { readonly clock: Clock; readonly random: () => number }) {
    this.#clock = clock;
    this.#random = random;
  }

  /** The server has accepted a watch. */
  opened(): void {
    this.#openedAt = this.#clock.monotonic();
  }

  /** @param error why it failed; undefined: the server ended the watch in good order */
  plan(error: unknown): RecoveryPlan {
    const worked = this.#openedAt !== undefined && this.#clock.monotonic() - this.#openedAt >= WORKED_MS;
    if (worked) {
      this.#failures = 0;
      this.#refusals = 0;
    }
    const wasWell = this.#openedAt !== undefined && this.#failures === 0;
    this.#openedAt = undefined;
    if (error === undefined && worked) {
      return { pauseMs: 0, relist: false, isQuiet: true };
    }
    const refusal = error instanceof ApiError ? error : undefined;
    const isExpired = refusal?.isExpired ?? false;
    if (isExpired && this.#failures === 0) {
      this.#failures++;
      return { pauseMs: 0, relist: true, isQuiet: true };
    }
    const forbidden = refusal?.isForbidden ?? false;
    if (refusal !== undefined && refusal.statusCode !== 429) {
      this.#refusals++;
    }
    const relist =
      forbidden || isExpired || error instanceof WatchDisorderError || this.#refusals >= REFUSALS_BEFORE_LIST;
    if (relist) {
      this.#refusals = 0;
    }
    const pauseMs = backOffMs(this.#failures, {
      baseMs: BASE_MS,
      capMs: forbidden ? FORBIDDEN_CAP_MS : FAILURE_CAP_MS,
      random: this.#random,
    });
    this.#failures++;
    return {
      pauseMs: Math.max(pauseMs, Math.min(refusal?.retryAfterMs ?? 0, RETRY_AFTER_CAP_MS)),
      relist,
      isQuiet: error === undefined || (wasWell && refusal === undefined && !relist),
    };
  }
}
