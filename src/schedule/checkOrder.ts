/** Something that was last tried at some time. */
export interface Tried {
  /** Monotonic time, in milliseconds. */
  readonly triedAtMs: number;
}

/**
 * Items in the order of their last try. What is tried goes to the back, so that most are in order as they come; what
 * takes over another's place stands apart until its turn comes, in an order that is made when it is asked for.
 */
export class CheckOrder<T extends Tried> {
  readonly #inOrder = new Set<T>();
  /** Goes on from `#head`: a set keeps the places of what has left it for a while, and a look from its start passes them all. */
  #walk = this.#inOrder.values();
  /** The first in order, once it was looked for. */
  #head: T | undefined;
  readonly #apart = new Set<T>();
  /** The longest untried last; may hold what has left. Undefined: to be made. */
  #sorted: T[] | undefined;

  /** Takes in what was tried last of all. */
  append(item: T): void {
    this.#inOrder.add(item);
  }

  /** Takes in what was tried at any time. */
  insert(item: T): void {
    this.#apart.add(item);
    this.#sorted = undefined;
  }

  delete(item: T): void {
    if (item === this.#head) {
      this.#head = undefined;
    }
    this.#inOrder.delete(item);
    this.#apart.delete(item);
  }

  /** The longest untried. */
  first(): T | undefined {
    const next = this.#firstInOrder();
    const other = this.#firstApart();
    if (next === undefined || other === undefined) {
      return next ?? other;
    }
    return other.triedAtMs < next.triedAtMs ? other : next;
  }

  /** All that were last tried until then, in no order: a look at as many. */
  *triedUntil(ms: number): Iterable<T> {
    for (const item of this.#inOrder) {
      if (item.triedAtMs > ms) {
        break;
      }
      yield item;
    }
    for (const item of this.#apart) {
      if (item.triedAtMs <= ms) {
        yield item;
      }
    }
  }

  #firstInOrder(): T | undefined {
    this.#head ??= this.#walk.next().value;
    if (this.#head === undefined) {
      // It has come to the end: what was appended since then is not in it.
      this.#walk = this.#inOrder.values();
      this.#head = this.#walk.next().value;
    }
    return this.#head;
  }

  #firstApart(): T | undefined {
    if (this.#apart.size === 0) {
      return undefined;
    }
    this.#sorted ??= [...this.#apart].sort((a, b) => b.triedAtMs - a.triedAtMs);
    for (let item = this.#sorted.at(-1); item !== undefined; item = this.#sorted.at(-1)) {
      if (this.#apart.has(item)) {
        return item;
      }
      this.#sorted.pop();
    }
    return undefined;
  }
}
