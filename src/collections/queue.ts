/** First in, first out, each item once: in constant time on average, and without an object for each that waits. */
export class Queue<T> {
  readonly #items = new Set<T>();
  /** It remembers where the first is: to look for it anew would pass all that were there before. */
  #next: Iterator<T> | undefined;

  get isEmpty(): boolean {
    return this.#items.size === 0;
  }

  /** What waits already keeps its place. */
  push(item: T): void {
    this.#items.add(item);
  }

  delete(item: T): void {
    this.#items.delete(item);
  }

  /** Takes out what has waited longest. */
  shift(): T | undefined {
    while (!this.isEmpty) {
      this.#next ??= this.#items.values();
      const { done, value } = this.#next.next();
      if (done !== true) {
        this.#items.delete(value);
        return value;
      }
      this.#next = undefined;
    }
    return undefined;
  }
}
