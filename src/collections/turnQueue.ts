import { getOrMake } from "./getOrMake.ts";
import { Queue } from "./queue.ts";

/** A queue without a bound in which clients are served in turn: nobody waits for all that another has put in. */
export class TurnQueue<T> {
  /** The client whose turn is next first. */
  readonly #byClient = new Map<string, Queue<T>>();

  push(client: string, item: T): void {
    getOrMake(this.#byClient, client, () => new Queue<T>()).push(item);
  }

  /**
   * Takes out what is next: of the client that was served longest ago, what has waited longest.
   *
   * @param mayGo whether a client may be served now
   */
  shift(mayGo: (client: string) => boolean = () => true): T | undefined {
    for (const [client, items] of this.#byClient) {
      if (mayGo(client)) {
        const item = items.shift();
        if (this.#byClient.size > 1 || items.isEmpty) {
          this.#byClient.delete(client);
          if (!items.isEmpty) {
            this.#byClient.set(client, items);
          }
        }
        return item;
      }
    }
    return undefined;
  }
}
