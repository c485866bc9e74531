import { BoundedMap } from "../collections/boundedMap.ts";
import { ClientPlaces } from "../collections/clientPlaces.ts";
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

/** More accounts than are used at a registry. */
const MAX_ACCOUNTS = 1_000;

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
  /** Whether nothing that waits could be taken the last time: what comes has nothing else taken. */
  #isExhausted = false;
  #checking = 0;
  /** How many of these may hang. */
  #hanging = 0;
  /** Of whose these are: a token service may hang for one account. */
  readonly #accounts: ClientPlaces<never>;
  /** Accounts for which a check was quick the last time. */
  readonly #answered = new BoundedMap<string, true>(MAX_ACCOUNTS);
  #stopped = false;
  #waitingForBudget = 0;
  #lastTurn: Promise<void> = Promise.resolve();
  /** Who waits until it is not busy. */
  readonly #toTell = new Set<() => void>();

  constructor(options: CheckPoolOptions) {
    const { concurrency } = options;
    this.#options = options;
    this.#accounts = new ClientPlaces((held, taken) => held < concurrency - taken);
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
    this.#come(item, () => namespacesOf(item.target));
  }

  /** One more namespace names a target: where it waits, it does so for a turn of this one, too. */
  join(item: Scheduled, namespace: string): void {
    if (item.state === "queued") {
      this.#queues.join(queueOf(item), namespace, item);
      this.#come(item, () => [namespace]);
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
      const account = accountOf(item);
      item.state = "checking";
      places.take(namespace);
      this.#accounts.take(account);
      this.#checking++;
      this.#hanging += mayHang;
      void check(item, namespace).then(() => {
        this.#checking--;
        this.#hanging -= mayHang;
        this.#accounts.release(account);
        if (item.slow) {
          this.#answered.delete(account);
        } else if (this.#answered.get(account) === undefined) {
          this.#answered.set(account, true);
        }
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
    const mayTake = (queue: QueueName, namespace: string, item: Scheduled) =>
      this.#mayHave(queue, item) && this.#mayTake(queue, namespace);
    const next =
      this.#queues.shift(mayTake, (queue) => this.#isOpen(queue, false)) ??
      this.#queues.shift(mayTake, (queue) => !this.#isOpen(queue, false) && this.#isOpen(queue));
    this.#isExhausted = next === undefined;
    return next;
  }

  /** Whether anything of a queue may be checked now, or with all that is here. */
  #isOpen(queue: QueueName, orAllHere = queue === "untried"): boolean {
    const { concurrency, isAllHere } = this.#options;
    const mayHang = this.#hanging < Math.max(1, Math.floor(HANGING_SHARE * concurrency));
    return !this.#isAwaiting(queue) && (!MAY_HANG.has(queue) || mayHang || (orAllHere && isAllHere()));
  }

  /**
   * Whether nobody of a queue need be asked. Where some places are free, whoever waits may not have been asked whether it may take
   * one, as its account kept it from that, or there may be none who may.
   */
  #isAwaiting(queue: QueueName): boolean {
    return this.#awaiting.has(queue) && this.#placesFor(queue).isFull;
  }

  /** An account for which nothing was answered yet has no more of the registry's checks than it leaves free. */
  #mayHave(queue: QueueName, item: Scheduled): boolean {
    const account = accountOf(item);
    return !MAY_HANG.has(queue) || this.#answered.get(account) === true || this.#accounts.mayTake(account);
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

  /** Namespaces have something more wait. Of many that wait already nobody is asked again for its sake. */
  #come(item: Scheduled, namespaces: () => readonly string[]): void {
    const queue = queueOf(item);
    if (this.#isAwaiting(queue)) {
      for (const namespace of namespaces()) {
        this.#placesFor(queue).wait(namespace, this.#onPlace);
      }
    } else {
      this.#awaiting.delete(queue);
    }
    const isNext = () =>
      this.#isOpen(queue) &&
      this.#mayHave(queue, item) &&
      namespaces().some((namespace) => this.#mayTake(queue, namespace));
    if (!this.#isExhausted || isNext()) {
      this.#startChecks();
    }
  }

  #placesFor(queue: QueueName): Places {
    const { places } = this.#options;
    return MAY_HANG.has(queue) ? places.hanging : places.quick;
  }
}

/** Whose token is asked for first. */
function accountOf({ target }: Scheduled): string {
  return target.request.credentials[0]?.id ?? "";
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
