/** Something that was last tried at some time. */
export interface Tried {
  /** Monotonic time, in milliseconds. */
  readonly triedAtMs: number;
  /** Kept by the order that it is in, as are its neighbours there. */
  order: object | undefined;
  before: Tried | undefined;
  after: Tried | undefined;
}

/**
 * Items in the order of their last try. What is tried goes to the back, so that most are in order as they come; what
 * takes over another's place stands apart until its turn comes, in an order that is made when it is asked for.
 *
 * Linked through the items: a set from which each goes, and to which it comes back, is made anew all the time.
 */
export class CheckOrder<T extends Tried> {
  #head: T | undefined;
  #tail: T | undefined;
  readonly #apart = new Set<T>();
  /** The longest untried last; may hold what has left. Undefined: to be made. */
  #sorted: T[] | undefined;

  /** Takes in what was tried last of all, and is in no order. */
  append(item: T): void {
    item.order = this;
    item.before = this.#tail;
    if (this.#tail === undefined) {
      this.#head = item;
    } else {
      this.#tail.after = item;
    }
    this.#tail = item;
  }

  /** Takes in what was tried at any time. */
  insert(item: T): void {
    this.#apart.add(item);
    this.#sorted = undefined;
  }

  delete(item: T): void {
    this.#apart.delete(item);
    if (item.order !== this) {
      return;
    }
    // Its neighbours are in the same order.
    const [before, after] = [item.before as T | undefined, item.after as T | undefined];
    if (before === undefined) {
      this.#head = after;
    } else {
      before.after = after;
    }
    if (after === undefined) {
      this.#tail = before;
    } else {
      after.before = before;
    }
    item.order = undefined;
    item.before = undefined;
    item.after = undefined;
  }

  /** The longest untried. */
  first(): T | undefined {
    const next = this.#head;
    const other = this.#firstApart();
    if (next === undefined || other === undefined) {
      return next ?? other;
    }
    return other.triedAtMs < next.triedAtMs ? other : next;
  }

  /** All that were last tried until then, in no order: a look at as many. */
  *triedUntil(ms: number): Iterable<T> {
    for (
      let item = this.#head;
      item !== undefined && item.triedAtMs <= ms;
      item = item.after as T | undefined
    ) {
      yield item;
    }
    for (const item of this.#apart) {
      if (item.triedAtMs <= ms) {
        yield item;
      }
    }
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
