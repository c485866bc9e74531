import { type Turn, TurnQueue } from "./turnQueue.ts";

/** After how many others a queue that waits comes before those that go before it. */
const PASSED_OVER = 3;

interface Ranked<Rank, T> {
  readonly rank: Rank;
  readonly items: TurnQueue<T>;
  /** How often in a row another was served. */
  passedOver: number;
}

/**
 * Queues of which the first goes before the others, and none is passed over for long: after three others, and those that were
 * passed over more often, it has a turn. In each, clients are served in turn. What several clients have put in waits for a turn
 * of any.
 */
export class RankedQueues<Rank extends string, T> {
  readonly #ranks: readonly Rank[];
  readonly #clientsOf: (item: T) => readonly string[];
  /** Those in which something waits, the first first: where there are many of these objects, most hold next to nothing. */
  readonly #queues: Ranked<Rank, T>[] = [];

  /**
   * @param ranks the first goes first
   * @param clientsOf whose an item is at present; nobody's where it waits no longer
   */
  constructor(ranks: readonly Rank[], clientsOf: (item: T) => readonly string[]) {
    this.#ranks = ranks;
    this.#clientsOf = clientsOf;
  }

  get isEmpty(): boolean {
    return this.#queues.length === 0;
  }

  push(rank: Rank, item: T): void {
    for (const client of this.#clientsOf(item)) {
      this.join(rank, client, item);
    }
  }

  /** What waits in a queue has one more client. */
  join(rank: Rank, client: string, item: T): void {
    let queue = this.#queues.find((known) => known.rank === rank);
    if (queue === undefined) {
      queue = { rank, items: new TurnQueue<T>(), passedOver: 0 };
      this.#queues.push(queue);
      this.#queues.sort((a, b) => this.#ranks.indexOf(a.rank) - this.#ranks.indexOf(b.rank));
    }
    queue.items.push(client, item);
  }

  /** Something waits no longer. */
  delete(rank: Rank, item: T): void {
    const queue = this.#queues.find((known) => known.rank === rank);
    if (queue !== undefined) {
      this.#leave(queue, item, this.#clientsOf(item));
    }
  }

  /**
   * Takes out what is next, in the turn of one of its clients.
   *
   * @param mayGo whether a client may be served now from a queue, with its next; a queue of which nobody may does not lose its turn
   * @param isOpen whether any client may be; else none is asked about
   */
  shift(
    mayGo: (rank: Rank, client: string, next: T) => boolean = () => true,
    isOpen: (rank: Rank) => boolean = () => true,
  ): Turn<T> | undefined {
    // Most often there is but one.
    const queues =
      this.#queues.length > 1 ? this.#queues.toSorted((a, b) => lateness(b) - lateness(a)) : this.#queues;
    for (const next of queues) {
      if (!isOpen(next.rank)) {
        continue;
      }
      let clients: readonly string[] = [];
      const turn = next.items.shift(
        (client, item) => mayGo(next.rank, client, item),
        (client, item) => {
          clients = this.#clientsOf(item);
          return clients.includes(client);
        },
      );
      if (turn !== undefined) {
        for (const queue of this.#queues) {
          queue.passedOver = queue === next ? 0 : queue.passedOver + 1;
        }
        this.#leave(next, turn.item, clients.length > 1 ? clients : NONE);
        return turn;
      }
      this.#closeIfEmpty(next);
    }
    return undefined;
  }

  #leave(queue: Ranked<Rank, T>, item: T, clients: readonly string[]): void {
    for (const client of clients) {
      queue.items.delete(client, item);
    }
    this.#closeIfEmpty(queue);
  }

  #closeIfEmpty(queue: Ranked<Rank, T>): void {
    if (queue.items.isEmpty) {
      this.#queues.splice(this.#queues.indexOf(queue), 1);
    }
  }
}

/** One for all: most things have one client, whose queue they have left. */
const NONE: readonly string[] = [];

function lateness({ passedOver }: Ranked<string, unknown>): number {
  return passedOver < PASSED_OVER ? 0 : passedOver;
}
