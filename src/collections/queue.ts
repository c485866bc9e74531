/** First in, first out: in constant time on average, and without an object for each that waits. */
export class Queue<T> {
  #incoming: T[] = [];
  /** The next last. */
  #outgoing: T[] = [];

  get isEmpty(): boolean {
    return this.#incoming.length === 0 && this.#outgoing.length === 0;
  }

  push(item: T): void {
    this.#incoming.push(item);
  }

  /** Takes out what has waited longest. */
  shift(): T | undefined {
    if (this.#outgoing.length === 0) {
      const empty = this.#outgoing;
      this.#outgoing = this.#incoming.reverse();
      this.#incoming = empty;
    }
    return this.#outgoing.pop();
  }
}
