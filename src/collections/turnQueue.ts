import { getOrMake } from "./getOrMake.ts";
import { Queue } from "./queue.ts";

/** Whose turn it is, and what it brings. */
export interface Turn<T> {
  readonly client: string;
  readonly item: T;
}

/** A client, in a ring of all. */
interface Client<T> {
  readonly name: string;
  readonly items: Queue<T>;
  before: Client<T>;
  after: Client<T>;
}

/** A queue without a bound in which clients are served in turn: nobody waits for all that another has put in. */
export class TurnQueue<T> {
  readonly #clients = new Map<string, Client<T>>();
  /**
   * Whose turn is next; before it is whose turn is last. Linked, as the order changes with each turn: a map in which each goes to
   * the end is made anew all the time, and passed over from its start.
   */
  #first: Client<T> | undefined;

  get isEmpty(): boolean {
    return this.#first === undefined;
  }

  /** What waits for a turn of this client already keeps its place. */
  push(client: string, item: T): void {
    getOrMake(this.#clients, client, (name) => this.#enter(name)).items.push(item);
  }

  /** Something waits for no turn of this client any more. */
  delete(client: string, item: T): void {
    const known = this.#clients.get(client);
    known?.items.delete(item);
    if (known?.items.isEmpty === true) {
      this.#leave(known);
    }
  }

  /**
   * Takes out what is next: of the client that was served longest ago, what has waited longest.
   *
   * @param mayGo whether a client may be served now with what is its next
   * @param isOf whether something still waits for a turn of this client: what does not is let go of, and costs no turn
   */
  shift(
    mayGo: (client: string, next: T) => boolean = () => true,
    isOf: (client: string, item: T) => boolean = () => true,
  ): Turn<T> | undefined {
    let next = this.#first;
    for (let left = this.#clients.size; next !== undefined && left > 0; left--) {
      const client: Client<T> = next;
      const { name, items } = client;
      next = client.after;
      const first = items.first;
      if (first !== undefined && !mayGo(name, first)) {
        continue;
      }
      let item = items.shift();
      while (item !== undefined && !isOf(name, item)) {
        item = items.shift();
      }
      if (items.isEmpty) {
        this.#leave(client);
      } else {
        this.#moveToEnd(client);
      }
      if (item !== undefined) {
        return { client: name, item };
      }
    }
    return undefined;
  }

  #enter(name: string): Client<T> {
    const client = { name, items: new Queue<T>() } as Client<T>;
    client.before = client;
    client.after = client;
    this.#putLast(client);
    return client;
  }

  #leave(client: Client<T>): void {
    this.#clients.delete(client.name);
    this.#takeOut(client);
  }

  #moveToEnd(client: Client<T>): void {
    if (client === this.#first) {
      this.#first = client.after;
    } else {
      this.#takeOut(client);
      this.#putLast(client);
    }
  }

  #putLast(client: Client<T>): void {
    const first = this.#first;
    if (first === undefined) {
      this.#first = client;
      return;
    }
    client.before = first.before;
    client.after = first;
    client.before.after = client;
    first.before = client;
  }

  #takeOut(client: Client<T>): void {
    if (client === this.#first) {
      this.#first = client.after === client ? undefined : client.after;
    }
    client.before.after = client.after;
    client.after.before = client.before;
  }
}
