import { TurnQueue } from "./turnQueue.ts";

/** After how many others a queue that waits comes before those that go before it. */
const PASSED_OVER = 3;

interface Ranked<T> {
  readonly items: TurnQueue<T>;
  size: number;
  /** How often in a row another was served. */
  passedOver: number;
}

/**
 * Queues of which the first goes before the others, and none is passed over for long: after three others, and those that were
 * passed over more often, it has a turn. In each, clients are served in turn.
 */
export class RankedQueues<Rank extends string, T> {
  readonly #queues: ReadonlyMap<Rank, Ranked<T>>;

  #size = 0;

  /** @param ranks the first goes first */
  constructor(ranks: readonly Rank[]) {
    this.#queues = new Map(
      ranks.map((rank) => [rank, { items: new TurnQueue<T>(), size: 0, passedOver: 0 }]),
    );
  }

  /** How many wait in all of them. */
  get size(): number {
    return this.#size;
  }

  push(rank: Rank, client: string, item: T): void {
    const queue = this.#queues.get(rank)!;
    queue.items.push(client, item);
    queue.size++;
    this.#size++;
  }

  /**
   * Takes out what is next.
   *
   * @param mayGo whether a queue may be served now; what may not does not lose its turn
   */
  shift(mayGo: (rank: Rank) => boolean = () => true): T | undefined {
    let next: Ranked<T> | undefined;
    for (const [rank, queue] of this.#queues) {
      const isLate = queue.passedOver >= PASSED_OVER && queue.passedOver > (next?.passedOver ?? 0);
      if (queue.size > 0 && mayGo(rank) && (next === undefined || isLate)) {
        next = queue;
      }
    }
    if (next === undefined) {
      return undefined;
    }
    for (const queue of this.#queues.values()) {
      queue.passedOver = queue === next || queue.size === 0 ? 0 : queue.passedOver + 1;
    }
    next.size--;
    this.#size--;
    return next.items.shift();
  }
}
