import type { Resource } from "./resource.ts";
import { atVersion, type StoredObject } from "./storedObject.ts";

/** A change of one object. */
export interface ChangeEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  /** The new version; for DELETED the last one, as of the deletion's resourceVersion. */
  readonly object: StoredObject;
  readonly previous: StoredObject | undefined;
}

/** Objects in key order: `keys[from]` to `keys[to - 1]`. */
export interface ObjectRange {
  readonly keys: readonly string[];
  readonly from: number;
  readonly to: number;
  get(key: string): StoredObject | undefined;
}

/** The server's one counter of changes, shared by all tables. */
export interface Revision {
  current: number;
}

/** All objects of one resource, and a bounded history of their changes. */
export class ObjectTable {
  readonly resource: Resource;
  /** Lists at a resourceVersion below this are expired. */
  listFloor: number;
  /** Watches from a resourceVersion below this are expired. */
  watchFloor: number;
  readonly #revision: Revision;
  readonly #historyLimit: number;
  readonly #objects = new Map<string, StoredObject>();
  readonly #keys: string[] = [];
  // Bulk loads only append; the first read after them sorts once.
  #sorted = true;
  #history: ChangeEvent[] = [];
  readonly #listeners = new Set<(event: ChangeEvent) => void>();

  /** @param historyLimit how many changes are kept, at least, for watches and pages that lag */
  constructor(resource: Resource, revision: Revision, historyLimit: number) {
    this.resource = resource;
    this.#revision = revision;
    this.#historyLimit = historyLimit;
    this.listFloor = revision.current;
    this.watchFloor = revision.current;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  /** Puts the version that `render` makes for the next resourceVersion. */
  put(key: string, render: (resourceVersion: number) => StoredObject): StoredObject {
    const previous = this.#objects.get(key);
    this.#revision.current += 1;
    const object = render(this.#revision.current);
    this.#objects.set(key, object);
    if (previous === undefined) {
      this.#sorted &&= this.#keys.length === 0 || (this.#keys.at(-1) ?? "") < key;
      this.#keys.push(key);
    }
    this.#publish({ type: previous !== undefined ? "MODIFIED" : "ADDED", object, previous });
    return object;
  }

  /** Takes an object out; nothing happens where there is none. */
  remove(key: string): void {
    const previous = this.#objects.get(key);
    if (previous === undefined) {
      return;
    }
    this.#revision.current += 1;
    this.#objects.delete(key);
    const keys = this.#sortedKeys();
    keys.splice(lowerBound(keys, key), 1);
    this.#publish({ type: "DELETED", object: atVersion(previous, this.#revision.current), previous });
  }

  /**
   * The objects of a namespace (all of them where it is empty) from the key `start` on, as they were at
   * `resourceVersion`, which must not be below `listFloor`.
   */
  range(namespace: string, start: string, resourceVersion: number): ObjectRange {
    const changed = this.eventsAfter(resourceVersion);
    const before = new Map<string, StoredObject | undefined>();
    for (const event of changed) {
      if (!before.has(event.object.key)) {
        before.set(event.object.key, event.previous);
      }
    }
    let keys = this.#sortedKeys();
    if (before.size > 0) {
      const then = keys.filter((key) => !before.has(key));
      for (const [key, object] of before) {
        if (object !== undefined) {
          then.push(key);
        }
      }
      keys = then.sort();
    }
    const prefix = namespace === "" ? "" : `${namespace}/`;
    return {
      keys,
      from: lowerBound(keys, start > prefix ? start : prefix),
      // The character after "/" is "0".
      to: prefix === "" ? keys.length : lowerBound(keys, `${namespace}0`),
      get: (key) => (before.has(key) ? before.get(key) : this.#objects.get(key)),
    };
  }

  /** The changes after a resourceVersion, oldest first. */
  eventsAfter(resourceVersion: number): readonly ChangeEvent[] {
    let low = 0;
    for (let high = this.#history.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if ((this.#history[middle]?.object.resourceVersion ?? 0) <= resourceVersion) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.#history.slice(low);
  }

  /** Calls `listener` for each change from now on; the returned function ends that. */
  subscribe(listener: (event: ChangeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets the history: older resourceVersions and pages begun before now are expired. */
  compact(): void {
    this.#history = [];
    this.listFloor = this.#revision.current;
    this.watchFloor = this.#revision.current;
  }

  /** What a restart of the server does: its cache of changes begins anew, the past can still be listed. */
  forgetWatchHistory(): void {
    this.watchFloor = this.#revision.current;
  }

  #publish(event: ChangeEvent): void {
    this.#history.push(event);
    if (this.#history.length > 2 * this.#historyLimit) {
      const dropped = this.#history.splice(0, this.#historyLimit);
      const floor = dropped.at(-1)?.object.resourceVersion ?? 0;
      this.listFloor = Math.max(this.listFloor, floor);
      this.watchFloor = Math.max(this.watchFloor, floor);
    }
    for (const listener of this.#listeners) {
      listener(event);
    }
  }

  #sortedKeys(): string[] {
    if (!this.#sorted) {
      this.#keys.sort();
      this.#sorted = true;
    }
    return this.#keys;
  }
}

/** The index of the first key that is not below `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  for (let high = keys.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? "") < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
