import { getOrMake } from "./getOrMake.ts";
import { Queue } from "./queue.ts";

/** Whose turn it is, and what it brings. */
export interface Turn<T> {
  readonly client: string;
  readonly item: T;
}

/** A queue without a bound in which clients are served in turn: nobody waits for all that another has put in. */
export class TurnQueue<T> {
  /** The client whose turn is next first. */
  readonly #byClient = new Map<string, Queue<T>>();

  get isEmpty(): boolean {
    return this.#byClient.size === 0;
  }

  /** What waits for a turn of this client already keeps its place. */
  push(client: string, item: T): void {
    getOrMake(this.#byClient, client, () => new Queue<T>()).push(item);
  }

  /** Something waits for no turn of this client any more. */
  delete(client: string, item: T): void {
    const items = this.#byClient.get(client);
    items?.delete(item);
    if (items?.isEmpty === true) {
      this.#byClient.delete(client);
    }
  }

  /**
   * Takes out what is next: of the client that was served longest ago, what has waited longest.
   *
   * @param mayGo whether a client may be served now
   * @param isOf whether something still waits for a turn of this client: what does not is let go of, and costs no turn
   */
  shift(
    mayGo: (client: string) => boolean = () => true,
    isOf: (client: string, item: T) => boolean = () => true,
  ): Turn<T> | undefined {
    for (const [client, items] of this.#byClient) {
      if (!mayGo(client)) {
        continue;
      }
      let item = items.shift();
      while (item !== undefined && !isOf(client, item)) {
        item = items.shift();
      }
      if (this.#byClient.size > 1 || items.isEmpty) {
        this.#byClient.delete(client);
        if (!items.isEmpty) {
          this.#byClient.set(client, items);
        }
      }
      if (item !== undefined) {
        return { client, item };
      }
    }
    return undefined;
  }
}
