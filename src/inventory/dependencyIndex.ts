/** Things by something they depend on. */
export class DependencyIndex<Key, Thing> {
  readonly #sets = new Map<Key, Set<Thing>>();

  get isEmpty(): boolean {
    return this.#sets.size === 0;
  }

  get(key: Key): Iterable<Thing> {
    return this.#sets.get(key) ?? [];
  }

  add(key: Key, thing: Thing): void {
    const set = this.#sets.get(key);
    if (set !== undefined) {
      set.add(thing);
    } else {
      this.#sets.set(key, new Set([thing]));
    }
  }

  delete(key: Key, thing: Thing): void {
    const set = this.#sets.get(key);
    if (set?.delete(thing) === true && set.size === 0) {
      this.#sets.delete(key);
    }
  }
}
