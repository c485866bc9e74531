import { TurnQueue } from "../collections/turnQueue.ts";

/**
 * A number of places of which nobody has all: each client has no more than it leaves free, so that whoever comes next finds one.
 * Who waits for one is called, client by client.
 */
export class Places {
  #free: number;
  readonly #held = new Map<string, number>();
  readonly #waiting = new TurnQueue<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  mayTake(client: string): boolean {
    return (this.#held.get(client) ?? 0) < this.#free;
  }

  /** Takes a place that `mayTake` allows. */
  take(client: string): void {
    this.#free--;
    this.#held.set(client, (this.#held.get(client) ?? 0) + 1);
  }

  release(client: string): void {
    this.#free++;
    const left = (this.#held.get(client) ?? 0) - 1;
    if (left > 0) {
      this.#held.set(client, left);
    } else {
      this.#held.delete(client);
    }
    const mayTake = (waiting: string) => this.mayTake(waiting);
    for (let next = this.#waiting.shift(mayTake); next !== undefined; next = this.#waiting.shift(mayTake)) {
      next.item();
    }
  }

  /** Has `onPlace` called, once, when the client may take a place. */
  wait(client: string, onPlace: () => void): void {
    this.#waiting.push(client, onPlace);
  }
}
