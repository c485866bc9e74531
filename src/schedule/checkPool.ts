import type { Places } from "../collections/places.ts";
import { RankedQueues } from "../collections/rankedQueues.ts";
import type { Turn } from "../collections/turnQueue.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { CancelTimer } from "../time/clock.ts";
import type { LaneName, Scheduled } from "./scheduled.ts";

/** Places for checks, those of all registries: for what may hang, and for what was answered at once the last time. */
export interface CheckPlaces {
  readonly hanging: Places;
  readonly quick: Places;
}

/**
 * What waits, the most urgent first: what failed, or is to be checked at once; what was never checked; what is only due; and what
 * took long the last time, be it any of these. None of them is passed over for long: who names new images all the time
 * does not stop re-checks.
 */
const QUEUES = ["urgent", "untried", "due", "slow"] as const;
type QueueName = (typeof QUEUES)[number];

/** What may hang: what took long before, and what nobody knows. */
const MAY_HANG: ReadonlySet<QueueName> = new Set(["untried", "slow"]);

/** The part of a registry's checks that it may have. */
const HANGING_SHARE = 3 / 4;

export interface CheckPoolOptions {
  /** How many checks may be under way, of this registry. */
  readonly concurrency: number;
  readonly places: CheckPlaces;
  /** Checks what came in the turn of a namespace. Must not reject. */
  readonly check: (item: Scheduled, namespace: string) => Promise<void>;
  /** Whether nothing could become due besides what waits. */
  readonly isAllHere: () => boolean;
}

/** What of one registry waits for its turn to be checked, and what is being checked. */
export class CheckPool {
  readonly #options: CheckPoolOptions;
  /** How many targets wait for their turn, by lane; in flight ones not counted. */
  readonly queued: Record<LaneName, number> = { new: 0, failed: 0, regular: 0 };
  readonly #queues = new RankedQueues<QueueName, Scheduled>(QUEUES, ({ state, target }) =>
    state === "queued" ? namespacesOf(target) : [],
  );
  /** How many that took long wait, and are failed or due. */
  #slowWaiting = 0;
  /** Of these all namespaces wait to be called for a place: nobody may take one before that. */
  readonly #awaiting = new Set<QueueName>();
  readonly #onPlace = () => {
    this.#awaiting.clear();
    this.#startChecks();
  };
  #checking = 0;
  /** How many of these may hang. */
  #hanging = 0;
  #stopped = false;
  #waitingForBudget = 0;
  #lastTurn: Promise<void> = Promise.resolve();
  /** Who waits until it is not busy. */
  readonly #toTell = new Set<() => void>();

  constructor(options: CheckPoolOptions) {
    this.#options = options;
  }

  /** How many targets wait for their turn. */
  get waiting(): number {
    return this.queued.new + this.queued.failed + this.queued.regular;
  }

  /** How many that are failed or due wait, but for those that took long: these do not take the places of others. */
  get backlog(): number {
    return this.queued.failed + this.queued.regular - this.#slowWaiting;
  }

  /** Has a target wait for a turn of any namespace that names it; these are served in turn. */
  add(item: Scheduled, lane: LaneName): void {
    item.state = "queued";
    item.lane = lane;
    this.#count(item, 1);
    this.#queues.push(queueOf(item), item);
    this.#awaitPlaces(queueOf(item), () => namespacesOf(item.target));
    this.#startChecks();
  }

  /** One more namespace names a target: where it waits, it does so for a turn of this one, too. */
  join(item: Scheduled, namespace: string): void {
    if (item.state === "queued") {
      this.#queues.join(queueOf(item), namespace, item);
      this.#awaitPlaces(queueOf(item), () => [namespace]);
      this.#startChecks();
    }
  }

  /** A target need not be checked any more. */
  remove(item: Scheduled): void {
    if (item.state === "queued") {
      this.#count(item, -1);
      this.#queues.delete(queueOf(item), item);
      this.#tellIfQuiet();
    }
  }

  /** Lets nothing more start; what is being checked goes on. */
  stop(): void {
    this.#stopped = true;
  }

  /**
   * Has targets whose turn it is wait for the budget one after the other, and the registry count as busy meanwhile: were all
   * of them to ask, each would be told to come again for every one that is let in.
   */
  async inTurn(wait: () => Promise<void>): Promise<void> {
    this.#waitingForBudget++;
    const turn = this.#lastTurn.then(wait);
    this.#lastTurn = turn.catch(() => {});
    try {
      await turn;
    } finally {
      this.#waitingForBudget--;
      this.#tellIfQuiet();
    }
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
    return this.#waitingForBudget > 0 || !this.#queues.isEmpty;
  }

  #tellIfQuiet(): void {
    if (!this.#isBusy) {
      for (const tell of this.#toTell) {
        this.#toTell.delete(tell);
        tell();
      }
    }
  }

  #startChecks(): void {
    const { concurrency, check } = this.#options;
    while (this.#checking < concurrency && !this.#stopped) {
      const next = this.#next();
      if (next === undefined) {
        break;
      }
      const { client: namespace, item } = next;
      this.#count(item, -1);
      const mayHang = Number(MAY_HANG.has(queueOf(item)));
      const places = this.#placesFor(queueOf(item));
      item.state = "checking";
      places.take(namespace);
      this.#checking++;
      this.#hanging += mayHang;
      void check(item, namespace).then(() => {
        this.#checking--;
        this.#hanging -= mayHang;
        places.release(namespace);
        this.#startChecks();
      });
    }
    this.#tellIfQuiet();
  }

  #count(item: Scheduled, more: 1 | -1): void {
    this.queued[item.lane] += more;
    this.#slowWaiting += isSlowWaiting(item) ? more : 0;
  }

  #next(): Turn<Scheduled> | undefined {
    const { concurrency, isAllHere } = this.#options;
    const mayHang = this.#hanging < Math.max(1, Math.floor(HANGING_SHARE * concurrency));
    const mayTake = (queue: QueueName, namespace: string) => this.#mayTake(queue, namespace);
    const next = this.#queues.shift(
      mayTake,
      (queue) => (mayHang || !MAY_HANG.has(queue)) && !this.#awaiting.has(queue),
    );
    return next !== undefined || !isAllHere()
      ? next
      : this.#queues.shift(mayTake, (queue) => queue === "untried" && !this.#awaiting.has(queue));
  }

  /** Whether there is a place for a check; where there is none yet, it is called. */
  #mayTake(queue: QueueName, namespace: string): boolean {
    const places = this.#placesFor(queue);
    if (places.mayTake(namespace)) {
      return true;
    }
    places.wait(namespace, this.#onPlace);
    if (places.isFull) {
      // The others are asked about in the same go.
      this.#awaiting.add(queue);
    }
    return false;
  }

  /** Has namespaces that come to a queue be called as those are that are there. */
  #awaitPlaces(queue: QueueName, namespaces: () => readonly string[]): void {
    if (this.#awaiting.has(queue)) {
      for (const namespace of namespaces()) {
        this.#placesFor(queue).wait(namespace, this.#onPlace);
      }
    }
  }

  #placesFor(queue: QueueName): Places {
    const { places } = this.#options;
    return MAY_HANG.has(queue) ? places.hanging : places.quick;
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
