import { getOrMake } from "../collections/getOrMake.ts";
import { RankedQueues } from "../collections/rankedQueues.ts";
import type { CheckResult } from "../image/outcome.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import { CONFIRMATIONS } from "../registry/judgeAbsence.ts";
import type { CheckOptions } from "../registry/registryCheck.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { TokenBucket } from "../time/tokenBucket.ts";
import type { LaneLimits } from "./registryLane.ts";
import type { Scheduled } from "./scheduled.ts";

/** The part of what a host may be asked that may go to confirming that images are absent. */
const PACE_SHARE = 1 / 4;

/** The part of a host's checks that may be confirming at once: they take long, and others are not to wait for them. */
const CHECKS_SHARE = 1 / 2;

/** Anybody can name any number of images that never were: what was there at the last check goes before them. */
const RANKS = ["gone", "never seen"] as const;

type Item = Pick<Scheduled, "found"> & { readonly target: Pick<Scheduled["target"], "uses"> };

type Rank = (typeof RANKS)[number];

/** Of an item that waits for its turn, or has it. */
interface Note {
  mayConfirm: boolean;
  /** One more namespace has it wait. */
  join: (namespace: string) => void;
  /** It waits no longer, or its turn is over. */
  end: () => void;
}

interface Host<T> {
  readonly waiting: RankedQueues<Rank, T>;
  readonly bucket: TokenBucket;
  readonly most: number;
  underWay: number;
  cancelTimer: CancelTimer;
}

/**
 * Decides when it is confirmed that images are absent: at each host's pace, what has gone before what was never seen, namespaces in
 * turn. What is known to be absent does not wait.
 */
export class Confirmations<T extends Item> {
  readonly #limitsOf: (host: string) => LaneLimits;
  readonly #clock: Clock;
  readonly #hurry: (item: T) => void;
  readonly #notes = new Map<T, Note>();
  readonly #hosts = new Map<string, Host<T>>();

  /** @param hurry has an item checked whose turn it is */
  constructor({
    limitsOf,
    clock,
    hurry,
  }: {
    readonly limitsOf: (host: string) => LaneLimits;
    readonly clock: Clock;
    readonly hurry: (item: T) => void;
  }) {
    this.#limitsOf = limitsOf;
    this.#clock = clock;
    this.#hurry = hurry;
  }

  /** How many hosts something is remembered of. */
  get size(): number {
    return this.#hosts.size;
  }

  /** A check begins: `ended` tells whether it has to be repeated, which it is as soon as it may confirm what it was told. */
  begin(item: T): {
    readonly confirming: NonNullable<CheckOptions["confirming"]>;
    readonly ended: (result: CheckResult) => boolean;
  } {
    let absentAt: string | undefined;
    return {
      confirming: (host) => {
        if (item.found === "absent") {
          return "once more";
        }
        if (this.#notes.get(item)?.mayConfirm === true) {
          return "wholly";
        }
        absentAt = host;
        return "later";
      },
      ended: (result) => {
        if (result !== "rate_limited" || absentAt === undefined) {
          this.forget(item);
          return false;
        }
        if (!this.#notes.has(item)) {
          this.#wait(absentAt, item);
        }
        return true;
      },
    };
  }

  /** One more namespace names an item: where that waits, it does so for a turn of this one, too. */
  join(item: T, namespace: string): void {
    this.#notes.get(item)?.join(namespace);
  }

  /** Whatever it waited for. */
  forget(item: T): void {
    this.#notes.get(item)?.end();
    this.#notes.delete(item);
  }

  #wait(host: string, item: T): void {
    const entry = getOrMake(this.#hosts, host, () => this.#make(host));
    const rank: Rank = item.found === "available" ? "gone" : "never seen";
    const { waiting } = entry;
    this.#notes.set(item, {
      mayConfirm: false,
      join: (namespace) => waiting.join(rank, namespace, item),
      end: () => waiting.delete(rank, item),
    });
    waiting.push(rank, item);
    this.#serve(host, entry);
  }

  #make(host: string): Host<T> {
    const { requestsPerSecond, concurrency } = this.#limitsOf(host);
    const intervalMs = (1000 * CONFIRMATIONS.wholly) / (requestsPerSecond * PACE_SHARE);
    return {
      waiting: new RankedQueues(RANKS, (item) =>
        this.#notes.get(item)?.mayConfirm === false ? namespacesOf(item.target) : [],
      ),
      bucket: new TokenBucket(() => ({ intervalMs, burst: 1 }), this.#clock),
      most: Math.max(1, Math.floor(concurrency * CHECKS_SHARE)),
      underWay: 0,
      cancelTimer: () => {},
    };
  }

  #serve(host: string, entry: Host<T>): void {
    const { waiting, bucket, most } = entry;
    entry.cancelTimer();
    while (entry.underWay < most && bucket.waitMs() === 0) {
      const item = waiting.shift()?.item;
      if (item === undefined) {
        break;
      }
      bucket.take();
      entry.underWay++;
      this.#notes.set(item, {
        mayConfirm: true,
        join() {},
        end: () => {
          entry.underWay--;
          this.#serve(host, entry);
        },
      });
      this.#hurry(item);
    }
    if (entry.underWay === most) {
      return;
    }
    const waitMs = bucket.waitMs();
    if (waitMs > 0) {
      entry.cancelTimer = this.#clock.schedule(waitMs, () => this.#serve(host, entry));
    } else if (entry.underWay === 0) {
      // Nothing that it would remember makes a difference.
      this.#hosts.delete(host);
    }
  }
}
