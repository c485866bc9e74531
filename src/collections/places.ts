import { ClientPlaces } from "./clientPlaces.ts";

/** How many are taken in one turn of the event loop. */
const AT_ONCE = 16;

/**
 * A number of places of which nobody has all: each client has no more than it leaves free, so that whoever comes next finds one.
 * Who waits for one is called, client by client.
 */
export class Places {
  readonly #count: number;
  readonly #places: ClientPlaces<() => void>;
  readonly #defer: ((task: () => void) => void) | undefined;
  /** How many may be taken in this turn. */
  #left: number;

  /** @param defer puts a task behind what the event loop has to do already, which is to have its turn; absent: all are taken at once */
  constructor(count: number, defer?: (task: () => void) => void) {
    this.#count = count;
    this.#places = new ClientPlaces((held, taken) => held < count - taken);
    this.#defer = defer;
    this.#left = defer === undefined ? Number.POSITIVE_INFINITY : AT_ONCE;
  }

  /** Whether nobody may take one now; whoever waits is called when somebody may. */
  get isFull(): boolean {
    return this.#left <= 0 || this.#places.taken >= this.#count;
  }

  mayTake(client: string): boolean {
    return !this.isFull && this.#places.mayTake(client);
  }

  /** Takes a place that `mayTake` allows. */
  take(client: string): void {
    this.#places.take(client);
    if (this.#left === AT_ONCE) {
      this.#defer?.(() => {
        this.#left = AT_ONCE;
        this.#call();
      });
    }
    this.#left--;
  }

  release(client: string): void {
    this.#places.release(client);
    this.#call();
  }

  /** Has `onPlace` called, once however often that is asked for meanwhile, when the client may take a place. */
  wait(client: string, onPlace: () => void): void {
    this.#places.wait(client, onPlace);
  }

  #call(): void {
    while (!this.isFull) {
      const next = this.#places.next();
      if (next === undefined) {
        return;
      }
      next.item();
    }
  }
}
