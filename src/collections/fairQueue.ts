import { getOrMake } from "./getOrMake.ts";

/**
 * A queue in which no client is served twice while another waits, and in which a full house is the fault of those who
 * fill it: the client that has most in it loses its newest, of equals the one whose turn is last.
 */
export class FairQueue<T> {
  readonly #limit: number;
  /** Of each client what it waits for, the client whose turn is next first. */
  readonly #byClient = new Map<string, T[]>();
  #size = 0;

  /** @param limit how many may wait, at least 1 */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#size;
  }

  /** @returns what has to leave for it, if anything; it may be the same */
  push(client: string, item: T): T | undefined {
    getOrMake(this.#byClient, client, () => []).push(item);
    this.#size++;
    return this.#size > this.#limit ? this.#dropOne() : undefined;
  }

  /** Takes out what is next. */
  shift(): T | undefined {
    const [first] = this.#byClient;
    if (first === undefined) {
      return undefined;
    }
    const [client, items] = first;
    const item = items.shift();
    this.#size--;
    this.#byClient.delete(client);
    if (items.length > 0) {
      this.#byClient.set(client, items);
    }
    return item;
  }

  /** Somebody waits no longer. */
  remove(client: string, item: T): void {
    const items = this.#byClient.get(client) ?? [];
    const index = items.indexOf(item);
    if (index < 0) {
      return;
    }
    items.splice(index, 1);
    this.#size--;
    if (items.length === 0) {
      this.#byClient.delete(client);
    }
  }

  #dropOne(): T | undefined {
    const [first] = this.#byClient;
    if (first === undefined) {
      return undefined;
    }
    let [client, most] = first;
    for (const [other, items] of this.#byClient) {
      if (items.length >= most.length) {
        client = other;
        most = items;
      }
    }
    const item = most.at(-1);
    if (item !== undefined) {
      this.remove(client, item);
    }
    return item;
  }
}
