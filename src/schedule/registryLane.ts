import { RankedQueues } from "../collections/rankedQueues.ts";
import type { CheckResult } from "../image/outcome.ts";
import type { Target } from "../inventory/targets.ts";
import type { CancelTimer } from "../time/clock.ts";
import { CheckOrder } from "./checkOrder.ts";
import type { Places } from "./places.ts";

/** Why a target is in the queue: the values of the label `lane` of `queue_length`. */
export const LANES = ["new", "failed", "regular"] as const;
export type LaneName = (typeof LANES)[number];

/** A target and where it stands. */
export interface Scheduled {
  readonly target: Target;
  /** In whose lane it is: that of the registry which is asked first. */
  registry: string;
  /** Registries that the last check might ask, and that its request does not name. */
  learnt: readonly string[];
  /** Wall-clock time in milliseconds: of the last check that said something, or of the discovery. */
  seenAtMs: number;
  /** Monotonic time in milliseconds of the last check, said it something or not: what is next depends on it. */
  triedAtMs: number;
  state: "resting" | "queued" | "checking" | "removed";
  lane: LaneName;
  /** Whether the last check found a failure; undefined before the first one. */
  failed: boolean | undefined;
  /** What the last check found that said something. */
  found: CheckResult | undefined;
  /** Whether the last check took long. */
  slow: boolean;
  /** Something has changed while it was being checked: check it again right after. */
  again: boolean;
}

export interface LaneLimits {
  readonly concurrency: number;
  readonly requestsPerSecond: number;
}

/** Places for checks, those of all registries: for what may hang, and for what was answered at once the last time. */
export interface CheckPlaces {
  readonly hanging: Places;
  readonly quick: Places;
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

/**
 * What waits, the most urgent first: what failed, or is to be checked at once; what was never checked; what is only due; and what
 * took long the last time, be it any of these. None of them is passed over for long: who names new images all the time
 * does not stop re-checks.
 */
const QUEUES = ["urgent", "untried", "due", "slow"] as const;
type QueueName = (typeof QUEUES)[number];

/** What may hang: what took long before, and what nobody knows. */
const MAY_HANG: ReadonlySet<QueueName> = new Set(["untried", "slow"]);

/** The part of the places that it may have. */
const HANGING_SHARE = 3 / 4;

/** How much the newest check counts in the mean duration. */
const MEAN_WEIGHT = 0.05;

/**
 * The targets of one registry: which of them is next, and the pool that checks them.
 */
export class RegistryLane {
  readonly registry: string;
  readonly limits: LaneLimits;
  /** How many targets wait for their turn, by lane; in flight ones not counted. */
  readonly queued: Record<LaneName, number> = { new: 0, failed: 0, regular: 0 };
  readonly #healthy = new CheckOrder<Scheduled>();
  readonly #failing = new CheckOrder<Scheduled>();
  /** What nodes alone have the credentials for, as of the last check. */
  readonly #unknown = new Set<Scheduled>();
  #hurriedMs = Number.NEGATIVE_INFINITY;
  readonly #queues = new RankedQueues<QueueName, Scheduled>(QUEUES);
  readonly #places: CheckPlaces;
  /** For what, and for whom, it is called when there is a place. */
  readonly #called = new Set<string>();
  /** How many that took long wait, and are failed or due: they leave room for others, whose places they do not take. */
  #slowWaiting = 0;
  readonly #check: (item: Scheduled) => Promise<void>;
  #checking = 0;
  /** How many of these may hang. */
  #hanging = 0;
  #stopped = false;
  #size = 0;
  #waiting = 0;
  /** Who waits until it is not busy. */
  readonly #toTell = new Set<() => void>();
  #lastTurn: Promise<void> = Promise.resolve();
  #meanCheckMs: number | undefined;
  #failureShare = 0;

  /**
   * @param places those of all lanes
   * @param check must not reject
   */
  constructor(
    registry: string,
    limits: LaneLimits,
    { places, check }: { readonly places: CheckPlaces; readonly check: (item: Scheduled) => Promise<void> },
  ) {
    this.registry = registry;
    this.limits = limits;
    this.#places = places;
    this.#check = check;
  }

  get size(): number {
    return this.#size;
  }

  /** Calls `tell` once no target waits any more for its turn, or for the registry's budget; see `OnceQuiet`. */
  onceQuiet(tell: () => void): CancelTimer | undefined {
    if (!this.#isBusy) {
      return undefined;
    }
    this.#toTell.add(tell);
    return () => void this.#toTell.delete(tell);
  }

  get #isBusy(): boolean {
    return this.#waiting > 0 || this.#queues.size > 0;
  }

  #tellIfQuiet(): void {
    if (!this.#isBusy) {
      for (const tell of this.#toTell) {
        this.#toTell.delete(tell);
        tell();
      }
    }
  }

  /**
   * Has targets whose turn it is wait for the budget one after the other, and the lane count as busy meanwhile: were all
   * of them to ask, each would be told to come again for every one that is let in.
   */
  async inTurn(wait: () => Promise<void>): Promise<void> {
    this.#waiting++;
    const turn = this.#lastTurn.then(wait);
    this.#lastTurn = turn.catch(() => {});
    try {
      await turn;
    } finally {
      this.#waiting--;
      this.#tellIfQuiet();
    }
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
    this.#size++;
    if (before.state === "resting") {
      item.failed = before.failed;
      (item.failed === true ? this.#failing : this.#healthy).insert(item);
    } else {
      this.#enqueue(item, before.lane);
    }
  }

  /** Lets go of a target that is being checked. */
  leave(item: Scheduled): void {
    this.#size--;
    this.#unknown.delete(item);
  }

  remove(item: Scheduled): void {
    this.leave(item);
    item.state = "removed";
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
   * sized so that a window sees them all. Never more of both than one period can work off, so that new targets need not wait.
   */
  fill({ nowMs, periodMs, windowMs, failedMs }: Cycle): void {
    const capacity = Math.max(1, Math.floor((this.limits.requestsPerSecond * periodMs) / 1000));
    const room = () => Math.max(0, capacity - this.queued.failed - this.queued.regular + this.#slowWaiting);

    let failing = Math.min(room(), Math.max(1, Math.floor(capacity * FAILING_SHARE)));
    for (; failing > 0; failing--) {
      const item = this.#failing.first();
      if (item === undefined || item.triedAtMs + failedMs > nowMs) {
        break;
      }
      this.#enqueue(item, "failed");
    }

    // One cycle is kept in reserve: what is queued at its start may be checked only at its end.
    const cycles = Math.max(1, Math.floor(windowMs / periodMs) - 1);
    for (let portion = Math.min(Math.ceil(this.#size / cycles), room()); portion > 0; portion--) {
      const item = this.#longestUnchecked();
      if (item === undefined) {
        break;
      }
      this.#enqueue(item, "regular");
    }
  }

  /** Lets nothing more start; what is being checked goes on. */
  stop(): void {
    this.#stopped = true;
  }

  #enqueue(item: Scheduled, lane: LaneName): void {
    this.#healthy.delete(item);
    this.#failing.delete(item);
    item.state = "queued";
    item.lane = lane;
    this.queued[lane]++;
    this.#slowWaiting += Number(isSlowWaiting(item));
    this.#queues.push(queueOf(item), item.target.namespace, item);
    this.#startChecks();
  }

  #startChecks(): void {
    while (this.#checking < this.limits.concurrency && !this.#stopped) {
      const item = this.#next();
      if (item === undefined) {
        break;
      }
      this.queued[item.lane]--;
      this.#slowWaiting -= Number(isSlowWaiting(item));
      if (item.state !== "removed") {
        const mayHang = Number(MAY_HANG.has(queueOf(item)));
        const { namespace } = item.target;
        const places = this.#placesFor(queueOf(item));
        item.state = "checking";
        places.take(namespace);
        this.#checking++;
        this.#hanging += mayHang;
        void this.#check(item).then(() => {
          this.#checking--;
          this.#hanging -= mayHang;
          places.release(namespace);
          this.#startChecks();
        });
      }
    }
    this.#tellIfQuiet();
  }

  #placesFor(queue: QueueName): Places {
    return MAY_HANG.has(queue) ? this.#places.hanging : this.#places.quick;
  }

  #next(): Scheduled | undefined {
    const mayHang = this.#hanging < Math.max(1, Math.floor(HANGING_SHARE * this.limits.concurrency));
    return (
      this.#queues.shift(
        (queue, namespace) => (mayHang || !MAY_HANG.has(queue)) && this.#mayTake(queue, namespace),
      ) ??
      // Nothing else could become due.
      (this.#longestUnchecked() === undefined
        ? this.#queues.shift((queue, namespace) => queue === "untried" && this.#mayTake(queue, namespace))
        : undefined)
    );
  }

  /** Whether there is a place for a check; where there is none yet, it is called. */
  #mayTake(queue: QueueName, namespace: string): boolean {
    const places = this.#placesFor(queue);
    const call = `${queue} ${namespace}`;
    if (!places.mayTake(namespace) && !this.#called.has(call)) {
      this.#called.add(call);
      places.wait(namespace, () => {
        this.#called.delete(call);
        this.#startChecks();
      });
    }
    return places.mayTake(namespace);
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

function queueOf({ slow, failed, lane }: Scheduled): QueueName {
  if (slow) {
    return "slow";
  }
  if (lane === "regular") {
    return "due";
  }
  return failed === undefined ? "untried" : "urgent";
}

function isSlowWaiting({ slow, lane }: Scheduled): boolean {
  return slow && lane !== "new";
}

/** The registry in whose lane a target begins: the first that it may be asked for at, where the nodes' files have no other. */
export function laneOf({ request }: Target): string {
  return request.endpoints[0]?.registry ?? request.reference.registry;
}
