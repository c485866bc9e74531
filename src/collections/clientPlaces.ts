import { type Turn, TurnQueue } from "./turnQueue.ts";

/** How many clients there may be without those that have no place being forgotten. */
const FEW = 1_000;

/** How many places each client has, and who waits for one: they take turns. */
export class ClientPlaces<T> {
  readonly #held = new Map<string, number>();
  readonly #waiting = new TurnQueue<T>();
  readonly #mayHaveMore: (held: number, taken: number) => boolean;
  #taken = 0;

  /** @param mayHaveMore whether a client that has so many may have one more, where so many are taken by all */
  constructor(mayHaveMore: (held: number, taken: number) => boolean) {
    this.#mayHaveMore = mayHaveMore;
  }

  /** How many are taken. */
  get taken(): number {
    return this.#taken;
  }

  mayTake(client: string): boolean {
    return this.#mayHaveMore(this.#held.get(client) ?? 0, this.#taken);
  }

  /** Takes a place that `mayTake` allows. */
  take(client: string): void {
    this.#taken++;
    this.#held.set(client, (this.#held.get(client) ?? 0) + 1);
  }

  release(client: string): void {
    this.#taken--;
    const left = (this.#held.get(client) ?? 0) - 1;
    // Who has none stays, as long as they are few: a map in which entries come and go is made anew all the time.
    if (left > 0 || this.#held.size <= FEW) {
      this.#held.set(client, left);
    } else {
      this.#held.delete(client);
    }
  }

  /** See `TurnQueue.push`. */
  wait(client: string, item: T): void {
    this.#waiting.push(client, item);
  }

  /** What waits, and may have a place now; see `TurnQueue.shift`. */
  next(isOf?: (client: string, item: T) => boolean): Turn<T> | undefined {
    return this.#waiting.shift((client) => this.mayTake(client), isOf);
  }
}
