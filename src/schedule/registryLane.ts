import { CheckOrder } from "./checkOrder.ts";
import { CheckPool, type CheckPoolOptions } from "./checkPool.ts";
import { TurnPlan } from "./pickInTurn.ts";
import type { LaneName, Scheduled } from "./scheduled.ts";

export interface LaneLimits {
  readonly concurrency: number;
  readonly requestsPerSecond: number;
}

/** One cycle's measures, in milliseconds. */
export interface Cycle {
  /** Monotonic. */
  readonly nowMs: number;
  readonly periodMs: number;
  readonly windowMs: number;
  readonly failedMs: number;
}

/** The part of what a registry may be asked that re-checks of failing targets may take, while others wait. */
const FAILING_SHARE = 1 / 4;

/** How much the newest check counts in the mean duration. */
const MEAN_WEIGHT = 0.05;

/**
 * The targets of one registry: which of them are due, and the pool that checks them.
 */
export class RegistryLane {
  readonly registry: string;
  readonly limits: LaneLimits;
  readonly pool: CheckPool;
  readonly #healthy = new CheckOrder<Scheduled>();
  readonly #failing = new CheckOrder<Scheduled>();
  readonly #late = new TurnPlan<Scheduled>();
  readonly #failed = new TurnPlan<Scheduled>();
  /** What nodes alone have the credentials for, as of the last check. */
  readonly #unknown = new Set<Scheduled>();
  #hurriedMs = Number.NEGATIVE_INFINITY;
  #size = 0;
  #meanCheckMs: number | undefined;
  #failureShare = 0;

  constructor(registry: string, limits: LaneLimits, options: Pick<CheckPoolOptions, "places" | "check">) {
    this.registry = registry;
    this.limits = limits;
    this.pool = new CheckPool({
      ...options,
      concurrency: limits.concurrency,
      isAllHere: () => this.#longestUnchecked() === undefined,
    });
  }

  get size(): number {
    return this.#size;
  }

  /** How long checks took lately, in milliseconds. */
  get meanCheckMs(): number {
    return this.#meanCheckMs ?? 0;
  }

  /** The share of the last checks, some twenty, in which the registry failed, from 0 to 1. */
  get failureShare(): number {
    return this.#failureShare;
  }

  /** Takes note of how long a check took, and whether the registry failed in it. */
  observe(durationMs: number, failed: boolean): void {
    const mean = this.#meanCheckMs;
    const share = mean === undefined ? Number(failed) : this.#failureShare;
    this.#failureShare = share + MEAN_WEIGHT * (Number(failed) - share);
    this.#meanCheckMs = mean === undefined ? durationMs : mean + MEAN_WEIGHT * (durationMs - mean);
  }

  /** Takes a target in; it is checked at once. */
  add(item: Scheduled, lane: LaneName = "new"): void {
    this.#size++;
    this.#enqueue(item, lane);
  }

  /** Takes in a target whose turn comes when that of another would, whose times it has: the other may stay or go. */
  succeed(item: Scheduled, before: Scheduled): void {
    if (before.state === "resting") {
      item.failed = before.failed;
      this.takeResting(item);
    } else {
      this.add(item, before.lane);
    }
  }

  /** Takes in a target whose turn comes when it would in the lane that it has left. */
  takeResting(item: Scheduled): void {
    this.#size++;
    (item.failed === true ? this.#failing : this.#healthy).insert(item);
  }

  /** Has a target that is being checked wait behind all others. */
  putBack(item: Scheduled): void {
    this.#enqueue(item, item.lane);
  }

  /** Lets go of a target, whatever it waits for, or whether it is being checked. */
  leave(item: Scheduled): void {
    this.#size--;
    this.#unknown.delete(item);
    this.pool.remove(item);
    this.#healthy.delete(item);
    this.#failing.delete(item);
  }

  /** Has a target checked as soon as the registry's budget allows. */
  expedite(item: Scheduled): void {
    if (item.state === "checking") {
      item.again = true;
    } else if (item.state === "resting") {
      this.#enqueue(item, "new");
    }
  }

  /** Puts a target that was checked where it belongs until its next turn. */
  rest(item: Scheduled, failed: boolean): void {
    item.state = "resting";
    item.failed = failed;
    (failed ? this.#failing : this.#healthy).append(item);
  }

  /**
   * Takes note of whether a target that was checked lacks credentials that only nodes have. When they are there for one, they
   * mostly are for all that lacked them: a program or a cloud works again. All are checked then, at most once in a pause.
   */
  lacks(item: Scheduled, credentials: boolean, { nowMs, pauseMs }: { nowMs: number; pauseMs: number }): void {
    if (credentials) {
      this.#unknown.add(item);
    } else if (this.#unknown.delete(item) && this.#hurriedMs + pauseMs <= nowMs) {
      this.#hurriedMs = nowMs;
      for (const other of this.#unknown) {
        this.expedite(other);
      }
    }
  }

  /**
   * Queues this cycle's portion: failing targets whose turn comes sooner, within their share, and the longest unchecked,
   * sized so that a window sees them all. Never more of both than one period can work off, so that new targets need not wait. Where
   * that is less than is due, namespaces take turns.
   */
  fill({ nowMs, periodMs, windowMs, failedMs }: Cycle): void {
    const isHere = ({ state, registry }: Scheduled) => state === "resting" && registry === this.registry;
    const capacity = Math.max(1, Math.floor((this.limits.requestsPerSecond * periodMs) / 1000));
    const room = () => Math.max(0, capacity - this.pool.backlog);

    const due = this.#failing.first();
    if (due !== undefined && due.triedAtMs + failedMs <= nowMs) {
      const most = Math.max(1, Math.floor(capacity * FAILING_SHARE));
      const againMs = nowMs - failedMs;
      const picked = this.#failed.take(
        Math.min(room(), most),
        { nowMs, periodMs, most },
        {
          all: () => [...this.#failing.triedUntil(againMs)],
          is: (item) => isHere(item) && item.failed === true && item.triedAtMs <= againMs,
        },
      );
      for (const item of picked) {
        this.#enqueue(item, "failed");
      }
    }

    // One cycle is kept in reserve: what is queued at its start may be checked only at its end.
    const cycles = Math.max(1, Math.floor(windowMs / periodMs) - 1);
    const share = Math.ceil(this.#size / cycles);
    let portion = Math.min(share, room());
    const lateMs = nowMs - cycles * periodMs;
    if ((this.#longestUnchecked()?.triedAtMs ?? nowMs) <= lateMs) {
      const picked = this.#late.take(
        portion,
        { nowMs, periodMs, most: Math.min(share, capacity) },
        {
          all: () => [...this.#healthy.triedUntil(lateMs), ...this.#failing.triedUntil(lateMs)],
          is: (item) => isHere(item) && item.triedAtMs <= lateMs,
        },
      );
      for (const item of picked) {
        this.#enqueue(item, "regular");
        portion--;
      }
    }
    for (; portion > 0; portion--) {
      const item = this.#longestUnchecked();
      if (item === undefined) {
        break;
      }
      this.#enqueue(item, "regular");
    }
  }

  #enqueue(item: Scheduled, lane: LaneName): void {
    this.#healthy.delete(item);
    this.#failing.delete(item);
    this.pool.add(item, lane);
  }

  #longestUnchecked(): Scheduled | undefined {
    const healthy = this.#healthy.first();
    const failing = this.#failing.first();
    if (healthy === undefined || failing === undefined) {
      return healthy ?? failing;
    }
    return failing.triedAtMs < healthy.triedAtMs ? failing : healthy;
  }
}
