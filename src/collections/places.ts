import { ClientPlaces } from "./clientPlaces.ts";

/**
 * A number of places of which nobody has all: each client has no more than it leaves free, so that whoever comes next finds one.
 * Who waits for one is called, client by client.
 */
export class Places {
  readonly #places: ClientPlaces<() => void>;

  constructor(count: number) {
    this.#places = new ClientPlaces((held, taken) => held < count - taken);
  }

  mayTake(client: string): boolean {
    return this.#places.mayTake(client);
  }

  /** Takes a place that `mayTake` allows. */
  take(client: string): void {
    this.#places.take(client);
  }

  release(client: string): void {
    this.#places.release(client);
    for (let next = this.#places.next(); next !== undefined; next = this.#places.next()) {
      next.item();
    }
  }

  /** Has `onPlace` called, once, when the client may take a place. */
  wait(client: string, onPlace: () => void): void {
    this.#places.wait(client, onPlace);
  }
}
