import { getOrMake } from "./getOrMake.ts";

/** Things by something that several have in common. A key without things is none. */
export class SetsByKey<Key, Thing> {
  readonly #sets = new Map<Key, Set<Thing>>();

  get isEmpty(): boolean {
    return this.#sets.size === 0;
  }

  has(key: Key): boolean {
    return this.#sets.has(key);
  }

  keys(): Iterable<Key> {
    return this.#sets.keys();
  }

  get(key: Key): Iterable<Thing> {
    return this.#sets.get(key) ?? [];
  }

  add(key: Key, thing: Thing): void {
    getOrMake(this.#sets, key, () => new Set()).add(thing);
  }

  /** @returns whether it was the last one of the key */
  delete(key: Key, thing: Thing): boolean {
    const set = this.#sets.get(key);
    return set?.delete(thing) === true && set.size === 0 && this.#sets.delete(key);
  }
}
