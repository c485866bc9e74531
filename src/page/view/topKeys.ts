/** The first of many keys that come in no order, each once, from behind a given one, and something for each. */
export class TopKeys<T> {
  readonly #after: string;
  readonly #limit: number;
  readonly #make: () => T;
  readonly #keys: string[] = [];
  readonly #values = new Map<string, T>();

  /**
   * @param after the last key of the page before; empty for the first page
   * @param limit how many are wanted
   * @param make makes what a key stands for
   */
  constructor(after: string, limit: number, make: () => T) {
    this.#after = after;
    this.#limit = limit;
    this.#make = make;
  }

  /** What stands for a key, the same each time; undefined where enough others come before it, as they then do for good. */
  offer(key: string): T | undefined {
    const keys = this.#keys;
    if (key <= this.#after || (keys.length > this.#limit && key > keys[this.#limit]!)) {
      return undefined;
    }
    const known = this.#values.get(key);
    if (known !== undefined) {
      return known;
    }
    const value = this.#make();
    this.#values.set(key, value);
    keys.splice(this.#placeOf(key), 0, key);
    // One more than is wanted tells whether there are more.
    if (keys.length > this.#limit + 1) {
      this.#values.delete(keys.pop()!);
    }
    return value;
  }

  /** In order. */
  get entries(): readonly (readonly [key: string, value: T])[] {
    return this.#keys.slice(0, this.#limit).map((key) => [key, this.#values.get(key)!]);
  }

  /** Behind which the next page begins; undefined where there is none. */
  get next(): string | undefined {
    return this.#keys.length > this.#limit ? this.#keys[this.#limit - 1] : undefined;
  }

  #placeOf(key: string): number {
    let low = 0;
    for (let high = this.#keys.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle]! < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
