import { Queue } from "../collections/queue.ts";
import type { SlicedWork } from "./slicedWork.ts";

/**
 * Things that are to be dealt with in slices, each once however often that was asked for: what waits is never more than there
 * is, however often somebody changes it. Of each client one is dealt with at a time.
 */
export class DueWork<T> {
  readonly #work: SlicedWork;
  readonly #visit: (item: T) => Iterable<void>;
  readonly #waiting = new Map<string, Queue<T>>();

  /** @param visit what is to be done with one, as it is by then; meanwhile it may be asked for again */
  constructor(work: SlicedWork, visit: (item: T) => Iterable<void>) {
    this.#work = work;
    this.#visit = visit;
  }

  /**
   * What waits already keeps its place.
   *
   * @param client whose turn it takes; always the same for one thing
   */
  add(items: Iterable<T>, client = ""): void {
    const known = this.#waiting.get(client);
    const waiting = known ?? new Queue<T>();
    for (const item of items) {
      waiting.push(item);
    }
    if (known === undefined && !waiting.isEmpty) {
      this.#waiting.set(client, waiting);
      this.#work.run(this.#deal(client, waiting), client);
    }
  }

  /** It waits no longer. What is begun goes on. */
  delete(item: T, client = ""): void {
    this.#waiting.get(client)?.delete(item);
  }

  /** Other work of the client has its turn after each slice. */
  *#deal(client: string, waiting: Queue<T>): Generator<void> {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      yield* this.#visit(item);
    }
    this.#waiting.delete(client);
  }
}
