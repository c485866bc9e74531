import { BoundedMap } from "../collections/boundedMap.ts";
import type { Refusal, RequestEnd } from "../registry/requestGate.ts";
import type { Clock } from "../time/clock.ts";
import { type BucketLimits, TokenBucket } from "../time/tokenBucket.ts";
import { RetryPause, type RetryPauseOptions } from "./retryPause.ts";

export interface BudgetLimits {
  /** Requests per second on average. */
  readonly requestsPerSecond: number;
  /** Checks at a time. */
  readonly concurrency: number;
  /** Longest time, in milliseconds, that a Retry-After is believed. */
  readonly maxRetryAfter: number;
}

/** After how many requests in a row that failed to reach a host, or were answered by 429, it is looked at. */
const SUSPICIOUS = 5;
/** How long what such a look found holds, in milliseconds: it asks, too. */
const LOOK_HOLDS_MS = 10_000;
/** How long a host that last failed may have answered nothing until it does not count as up, in milliseconds. */
const SILENT_MS = 60_000;
/** How long it has to be back until that counts: some answer probes and nothing else. */
const BACK_MS = 60_000;

/** How many parties of a host are known: nobody bounds how many there are. */
const MAX_PARTIES = 1_000;
/**
 * Of the pace at which a host may be asked: what is left of it at least where the host limits it, how soon it is halved again, and
 * after how long it is twice as much, in milliseconds.
 */
const SHARE = { least: 1 / 32, halvesMs: 10_000, doublesMs: 3 * 60_000 };
/** How long it counts, in milliseconds, that somebody was answered or limited; and for how long that is looked at after a 429. */
const LATELY_MS = 60_000;
const WATCH_MS = 10 * 60_000;

/** What several requests in a row met, which may be the host's doing or only some requests'. */
export type Suspicion = "unreachable" | "limited";

/** The pace at which requests go to a host. */
export function paceOf({
  requestsPerSecond,
  concurrency,
}: Pick<BudgetLimits, "requestsPerSecond" | "concurrency">): BucketLimits {
  return {
    intervalMs: 1000 / requestsPerSecond,
    burst: Math.max(1, Math.min(requestsPerSecond, concurrency)),
  };
}

/** What one host may be asked, and whether it can be reached: request rate, Retry-After, circuit breaker. */
export class HostBudget {
  readonly #clock: Clock;
  readonly #bucket: TokenBucket;
  #prepaid = 0;
  readonly #maxPrepaid: number;
  readonly #pauses: RetryPauseOptions;
  readonly #pause: RetryPause;
  /** Registries limit accounts, projects, addresses: what others are answered tells how far a 429 goes. */
  readonly #pauseOf = new BoundedMap<string, RetryPause>(MAX_PARTIES);
  /** What is left of the pace, and since when. */
  #share = 1;
  #shareSince = 0;
  /** When parties, and namespaces, were answered otherwise than by 429, and when namespaces were limited nevertheless; lately. */
  readonly #answeredAtOf = new BoundedMap<string, number>(MAX_PARTIES);
  readonly #namespaces = new BoundedMap<string, { answeredAt: number; limitedAt: number }>(MAX_PARTIES);
  #refusedAt = Number.NEGATIVE_INFINITY;
  /** When the last of these is over; monotonic. */
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** How many 429s there were since the last other answer, and how long the last one asked for. */
  #refusals = 0;
  #lastRetryAfterMs: number | undefined;
  #usedAt: number;
  #failures = 0;
  #lastFailure = "";
  #open = false;
  /** Why it is being looked at. */
  #suspicion: Suspicion | undefined;
  /** Whether it has answered meanwhile as if there was nothing to it. */
  #isCleared = false;
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
    this.#maxPrepaid = limits.concurrency;
    this.#pauses = { maxMs: limits.maxRetryAfter, clock, random };
    this.#pause = new RetryPause(this.#pauses);
    // Requests that follow from one that was let in (a token, a GET to confirm) are never held up in the middle of a
    // check: they may overdraw the bucket, and the next check waits longer for it.
    const { intervalMs, burst } = paceOf(limits);
    this.#bucket = new TokenBucket(() => {
      const { share } = this;
      return { intervalMs: intervalMs / share, burst: Math.max(1, burst * share) };
    }, clock);
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

  /** How much is left of the pace that it may be asked at, from 0 to 1: less where it grants less. */
  get share(): number {
    const sinceMs = this.#clock.monotonic() - this.#shareSince;
    return this.#share === 1 ? 1 : Math.min(1, this.#share * 2 ** (sinceMs / SHARE.doublesMs));
  }

  /** From a 429 until the first other answer. */
  get rateLimited(): boolean {
    return this.#refusals > 0 || this.#pause.refused;
  }

  /** Requests left by the host's own count, where it announced one. */
  get remaining(): number | undefined {
    return this.#remaining;
  }

  /** What the last request met that got no answer; empty where there was none. */
  get lastFailure(): string {
    return this.#lastFailure;
  }

  /** How long nobody has asked for a request, in milliseconds; 0 while the host is to be left alone, be it for one party. */
  get idleMs(): number {
    const nowMs = this.#clock.monotonic();
    return this.paused || nowMs < this.#pausedUntil ? 0 : nowMs - this.#usedAt;
  }

  /** Whether the host asked to be left alone, and the time is not over. One that is down is asked for nothing anyway. */
  get paused(): boolean {
    return !this.#open && this.#pause.leftMs > 0;
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
    if (this.paused) {
      return this.#pause.leftMs;
    }
    const wait = this.#bucket.waitMs();
    if (wait > 0) {
      return wait;
    }
    this.#bucket.take();
    this.#prepaid = Math.min(this.#prepaid + 1, this.#maxPrepaid);
    return 0;
  }

  /** @param party see `RequestGate.admit` */
  admit(party: string): Refusal | undefined {
    this.#usedAt = this.#clock.monotonic();
    if (this.#open) {
      return { kind: "unreachable", message: this.#lastFailure };
    }
    if ((this.paused && this.#suspicion === undefined) || (this.#pauseOf.get(party)?.leftMs ?? 0) > 0) {
      return { kind: "rate_limited", message: "the registry asked to be left alone for now" };
    }
    if (this.#prepaid > 0) {
      this.#prepaid--;
    } else {
      this.#bucket.take();
    }
    return undefined;
  }

  /** @returns why the host is to be looked at, where it is; `looked` is called afterwards */
  settle(end: RequestEnd, party: string, by = ""): Suspicion | undefined {
    if (end.kind === "unreachable") {
      this.#failures++;
      this.#lastFailure = end.message;
      return this.#failures < SUSPICIOUS ? undefined : this.#suspect("unreachable");
    }
    this.#failures = 0;
    this.#answeredAt = this.#clock.monotonic();
    if (end.quota.remaining !== undefined) {
      this.#remaining = end.quota.remaining;
    }
    const isLimited = end.status === 429;
    this.#isCleared ||= this.#suspicion === "unreachable" || !isLimited;
    if (!isLimited) {
      this.#refusals = 0;
      this.#pause.answered();
      this.#pauseOf.get(party)?.answered();
      if (this.#answeredAt < this.#refusedAt + WATCH_MS) {
        this.#answeredAtOf.set(party, this.#answeredAt);
        this.#namespace(by).answeredAt = this.#answeredAt;
      }
      return undefined;
    }
    this.#refusals++;
    this.#lastRetryAfterMs = end.quota.retryAfterMs;
    const pause = this.#pauseOf.get(party) ?? new RetryPause(this.#pauses);
    if (pause.leftMs === 0) {
      this.#slowDown(party, by);
    }
    pause.begin(end.quota.retryAfterMs);
    this.#pauseOf.set(party, pause);
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.monotonic() + pause.leftMs);
    return this.#refusals < SUSPICIOUS ? undefined : this.#suspect("limited");
  }

  /**
   * A 429 that comes between other answers to the same party says that somebody asks too often. That it is we: where that happens to
   * several namespaces, or nobody else is answered; else it may be an account of one's own that grants little.
   */
  #slowDown(party: string, by: string): void {
    const nowMs = this.#clock.monotonic();
    const isLate = (atMs: number) => nowMs < atMs + LATELY_MS;
    this.#refusedAt = nowMs;
    if (!isLate(this.#answeredAtOf.get(party) ?? Number.NEGATIVE_INFINITY)) {
      return;
    }
    this.#namespace(by).limitedAt = nowMs;
    const others = [...this.#namespaces.entries()].filter(([name]) => name !== by).map(([, times]) => times);
    const isOurs =
      others.some(({ limitedAt }) => isLate(limitedAt)) ||
      !others.some(({ answeredAt }) => isLate(answeredAt));
    if (isOurs && nowMs >= this.#shareSince + SHARE.halvesMs) {
      this.#share = Math.max(SHARE.least, this.share / 2);
      this.#shareSince = nowMs;
    }
  }

  #namespace(name: string): { answeredAt: number; limitedAt: number } {
    const never = { answeredAt: Number.NEGATIVE_INFINITY, limitedAt: Number.NEGATIVE_INFINITY };
    const times = this.#namespaces.get(name) ?? never;
    this.#namespaces.set(name, times);
    return times;
  }

  #suspect(suspicion: Suspicion): Suspicion | undefined {
    const nowMs = this.#clock.monotonic();
    if (this.#open || this.paused || this.#suspicion !== undefined || nowMs < this.#lookHoldsUntil) {
      return undefined;
    }
    this.#suspicion = suspicion;
    this.#isCleared = false;
    return suspicion;
  }

  /** @returns whether the host is left alone, and has now to be looked at again: for whom that is done, it may be asked */
  lookAgain(): boolean {
    if (!this.paused || this.#suspicion !== undefined) {
      return false;
    }
    this.#suspicion = "limited";
    this.#isCleared = false;
    return true;
  }

  /**
   * The host was looked at.
   *
   * @param isExcused whether it may be well all the same, as nobody was there who could have told
   * @returns whether it counts as down from now on: it has answered nothing meanwhile
   */
  looked(isExcused: boolean): boolean {
    const nowMs = this.#clock.monotonic();
    const suspicion = this.#suspicion;
    this.#suspicion = undefined;
    if (this.#isCleared || isExcused) {
      this.#lookHoldsUntil = nowMs + LOOK_HOLDS_MS;
      this.#pause.end();
    } else if (suspicion === "limited") {
      if (!this.paused) {
        this.#pause.begin(this.#lastRetryAfterMs);
      }
    } else if (suspicion === "unreachable") {
      this.#open = true;
      this.#relapses = nowMs < this.#backAt + BACK_MS ? this.#relapses + 1 : 0;
    }
    return this.#open;
  }

  /** The host answers again. */
  recover(): void {
    this.#open = false;
    this.#failures = 0;
    this.#backAt = this.#clock.monotonic();
  }
}
