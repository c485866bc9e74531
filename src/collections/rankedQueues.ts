import { TurnQueue } from "./turnQueue.ts";

/** After how many others a queue that waits comes before those that go before it. */
const PASSED_OVER = 3;

interface Ranked<Rank, T> {
  readonly rank: Rank;
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
  readonly #ranks: readonly Rank[];
  /** Those in which something waits, the first first: where there are many of these objects, most hold next to nothing. */
  readonly #queues: Ranked<Rank, T>[] = [];
  #size = 0;

  /** @param ranks the first goes first */
  constructor(ranks: readonly Rank[]) {
    this.#ranks = ranks;
  }

  /** How many wait in all of them. */
  get size(): number {
    return this.#size;
  }

  push(rank: Rank, client: string, item: T): void {
    let queue = this.#queues.find((known) => known.rank === rank);
    if (queue === undefined) {
      queue = { rank, items: new TurnQueue<T>(), size: 0, passedOver: 0 };
      this.#queues.push(queue);
      this.#queues.sort((a, b) => this.#ranks.indexOf(a.rank) - this.#ranks.indexOf(b.rank));
    }
    queue.items.push(client, item);
    queue.size++;
    this.#size++;
  }

  /**
   * Takes out what is next.
   *
   * @param mayGo whether a client may be served now from a queue; a queue of which nobody may does not lose its turn
   */
  shift(mayGo: (rank: Rank, client: string) => boolean = () => true): T | undefined {
    for (const next of this.#queues.toSorted((a, b) => lateness(b) - lateness(a))) {
      const item = next.items.shift((client) => mayGo(next.rank, client));
      if (item !== undefined) {
        for (const queue of this.#queues) {
          queue.passedOver = queue === next ? 0 : queue.passedOver + 1;
        }
        next.size--;
        this.#size--;
        if (next.size === 0) {
          this.#queues.splice(this.#queues.indexOf(next), 1);
        }
        return item;
      }
    }
    return undefined;
  }
}

function lateness({ passedOver }: Ranked<string, unknown>): number {
  return passedOver < PASSED_OVER ? 0 : passedOver;
}
