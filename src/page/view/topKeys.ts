/** The first of many keys that come in no order, each once, from behind a given one. */
export class TopKeys {
  readonly #after: string;
  readonly #limit: number;
  readonly #keys: string[] = [];

  /**
   * @param after the last key of the page before; empty for the first page
   * @param limit how many are wanted
   */
  constructor(after: string, limit: number) {
    this.#after = after;
    this.#limit = limit;
  }

  offer(key: string): void {
    const keys = this.#keys;
    if (key <= this.#after || (keys.length > this.#limit && key >= keys[this.#limit]!)) {
      return;
    }
    let low = 0;
    for (let high = keys.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (keys[middle]! < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (keys[low] === key) {
      return;
    }
    keys.splice(low, 0, key);
    // One more than is wanted tells whether there are more.
    if (keys.length > this.#limit + 1) {
      keys.pop();
    }
  }

  /** In order. */
  get keys(): readonly string[] {
    return this.#keys.slice(0, this.#limit);
  }

  /** Behind which the next page begins; undefined where there is none. */
  get next(): string | undefined {
    return this.#keys.length > this.#limit ? this.#keys[this.#limit - 1] : undefined;
  }
}
