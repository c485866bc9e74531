import { getOrMake } from "../collections/getOrMake.ts";

/**
 * Values by the kind, namespace and name of an object. Nested, because the names are there anyway, while a text put
 * together of the three would take more than the rest of an entry.
 */
export class ObjectMap<V> {
  readonly #kinds = new Map<string, Map<string, Map<string, V>>>();

  get(kind: string, namespace: string, name: string): V | undefined {
    return this.#kinds.get(kind)?.get(namespace)?.get(name);
  }

  set(kind: string, namespace: string, name: string, value: V): void {
    const namespaces = getOrMake(this.#kinds, kind, () => new Map());
    getOrMake(namespaces, namespace, () => new Map()).set(name, value);
  }

  delete(kind: string, namespace: string, name: string): void {
    const namespaces = this.#kinds.get(kind);
    const names = namespaces?.get(namespace);
    if (namespaces === undefined || names?.delete(name) !== true || names.size > 0) {
      return;
    }
    namespaces.delete(namespace);
    if (namespaces.size === 0) {
      this.#kinds.delete(kind);
    }
  }

  *values(): Generator<V, void> {
    for (const namespaces of this.#kinds.values()) {
      for (const names of namespaces.values()) {
        yield* names.values();
      }
    }
  }
}
