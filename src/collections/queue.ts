/** First in, first out, each item once: in constant time on average, and without an object for each that waits. */
export class Queue<T> {
  readonly #items = new Set<T>();
  /** It remembers where the first is: to look for it anew would pass all that were there before. */
  #next: Iterator<T> | undefined;
  /** What it has given out last, as long as that waits. */
  #first: T | undefined;

  get isEmpty(): boolean {
    return this.#items.size === 0;
  }

  /** What waits already keeps its place. */
  push(item: T): void {
    this.#items.add(item);
  }

  delete(item: T): void {
    this.#items.delete(item);
    if (item === this.#first) {
      this.#first = undefined;
    }
  }

  /** What has waited longest; it goes on waiting. */
  get first(): T | undefined {
    while (this.#first === undefined && !this.isEmpty) {
      this.#next ??= this.#items.values();
      const { done, value } = this.#next.next();
      this.#first = done === true ? undefined : value;
      if (done === true) {
        this.#next = undefined;
      }
    }
    return this.#first;
  }

  /** Takes out what has waited longest. */
  shift(): T | undefined {
    const { first } = this;
    if (first !== undefined) {
      this.delete(first);
    }
    return first;
  }
}
