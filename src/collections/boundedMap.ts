/** A map that forgets its oldest entries: memory for what users name is never without a bound. */
export class BoundedMap<K, V> {
  readonly #entries = new Map<K, V>();
  readonly #limit: number;
  readonly #weigh: (value: V) => number;
  #weight = 0;

  /**
   * @param limit what all entries together may weigh, at least 1
   * @param weigh what a value weighs, always the same; 1 without it
   */
  constructor(limit: number, weigh: (value: V) => number = () => 1) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key);
  }

  values(): Iterable<V> {
    return this.#entries.values();
  }

  entries(): Iterable<[K, V]> {
    return this.#entries.entries();
  }

  /** An entry set again counts as new. */
  set(key: K, value: V): void {
    this.delete(key);
    this.#entries.set(key, value);
    this.#weight += this.#weigh(value);
    if (this.#weight <= this.#limit) {
      // Not looked at from its start for nothing: it keeps the places of what has left it for a while.
      return;
    }
    for (const oldest of this.#entries.keys()) {
      this.delete(oldest);
      if (this.#weight <= this.#limit) {
        return;
      }
    }
  }

  delete(key: K): void {
    const value = this.#entries.get(key);
    if (this.#entries.delete(key)) {
      this.#weight -= this.#weigh(value as V);
    }
  }
}
