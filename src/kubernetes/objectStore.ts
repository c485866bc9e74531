import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { TimeSlice } from "../time/timeSlice.ts";
import { objectName } from "./kinds/metadata.ts";
import type { Named, ResourceKind } from "./kinds/resourceKind.ts";

/** Where changes go. */
export interface ObjectHandler<T> {
  upsert(object: T): void;
  delete(object: T): void;
}

export interface ObjectStoreOptions<T extends Named> {
  readonly kind: ResourceKind<T>;
  readonly handler: ObjectHandler<T>;
  /** Whether objects of a namespace (by its name: of a Namespace) are of interest; others are not even kept. */
  accepts(namespace: string): boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

/** One complete list, while it comes in. */
export interface ListPass {
  /** Takes an object of the list. */
  see(object: unknown): void;
  /** The list begins anew. */
  restart(): void;
  /** The list is complete: what was not in it is deleted, a slice at a time. Rejects with `signal.reason`. */
  finish(signal: AbortSignal): Promise<void>;
}

/** Names by namespace; namespace is empty for cluster-scoped kinds. */
type Names = Map<string, Set<string>>;

/**
 * The projections of one kind's objects, and nothing else of them. Compares before it keeps: an object that changed in
 * something we do not look at, its status say, goes no further. Client-node's own cache is not used, because it
 * compares a whole list in one go and needs the list in one piece.
 */
export class ObjectStore<T extends Named> {
  readonly #options: ObjectStoreOptions<T>;
  readonly #objects = new Map<string, Map<string, T>>();

  constructor(options: ObjectStoreOptions<T>) {
    this.#options = options;
  }

  get(namespace: string, name: string): T | undefined {
    return this.#objects.get(namespace)?.get(name);
  }

  /** How many objects are kept. */
  get size(): number {
    let size = 0;
    for (const objects of this.#objects.values()) {
      size += objects.size;
    }
    return size;
  }

  /** An object as it is now: added or modified. */
  apply(object: unknown): void {
    const next = this.#project(object);
    if (!next) {
      // It may have been of interest before.
      this.remove(object);
      return;
    }
    const namespace = next.namespace ?? "";
    const known = this.get(namespace, next.name);
    if (known && this.#options.kind.same(known, next)) {
      return;
    }
    let objects = this.#objects.get(namespace);
    if (objects === undefined) {
      objects = new Map();
      this.#objects.set(namespace, objects);
    }
    const { kind } = this.#options;
    objects.set(next.name, kind.afterwards?.(next) ?? next);
    this.#hand("upsert", next);
  }

  /** An object that is to be handed on once more, unless a change of it is under way. */
  applyAgain(object: unknown): void {
    const again = this.#project(object);
    const known = again && this.get(again.namespace ?? "", again.name);
    if (again && known && this.#options.kind.same(known, again)) {
      this.#hand("upsert", again);
    }
  }

  /** An object that was deleted; only its name is looked at. */
  remove(object: unknown): void {
    const named = objectName(object);
    if (named !== undefined) {
      this.#remove(named.namespace, named.name);
    }
  }

  /** @param scope the namespace that is listed; undefined: all of them */
  beginList(scope: string | undefined): ListPass {
    // The first time there is nothing to compare with.
    const isFirst = scope === undefined ? this.#objects.size === 0 : !this.#objects.has(scope);
    let seen: Names | undefined = isFirst ? undefined : new Map();
    return {
      see: (object) => {
        this.apply(object);
        const named = seen && objectName(object);
        if (seen !== undefined && named !== undefined) {
          addName(seen, named.namespace, named.name);
        }
      },
      restart: () => {
        // What the broken-off list brought may have gone since.
        seen = new Map();
      },
      finish: (signal) => (seen !== undefined ? this.#sweep(scope, seen, signal) : Promise.resolve()),
    };
  }

  async #sweep(scope: string | undefined, seen: Names, signal: AbortSignal): Promise<void> {
    const slice = new TimeSlice(this.#options.clock);
    for (const namespace of scope === undefined ? [...this.#objects.keys()] : [scope]) {
      const listed = seen.get(namespace);
      for (const name of this.#objects.get(namespace)?.keys() ?? []) {
        if (slice.isOver) {
          await slice.rest();
        }
        signal.throwIfAborted();
        if (listed?.has(name) !== true) {
          this.#remove(namespace, name);
        }
      }
    }
  }

  #remove(namespace: string, name: string): void {
    const objects = this.#objects.get(namespace);
    const known = objects?.get(name);
    if (objects === undefined || !known) {
      return;
    }
    objects.delete(name);
    if (objects.size === 0) {
      this.#objects.delete(namespace);
    }
    this.#hand("delete", known);
  }

  #project(object: unknown): T | undefined {
    const { kind, accepts, log } = this.#options;
    try {
      const projected = kind.project(object);
      return projected && accepts(projected.namespace ?? projected.name) ? projected : undefined;
    } catch (error) {
      const named = objectName(object);
      log.error(
        { resource: kind.resource, ...named, error: messageOf(error) },
        "cannot read an object: it is left out",
      );
      return undefined;
    }
  }

  /** A handler that throws must not end the watch that called it. */
  #hand(change: "upsert" | "delete", object: T): void {
    const { handler, kind, log } = this.#options;
    try {
      handler[change](object);
    } catch (error) {
      const { namespace, name } = object;
      log.error(
        { resource: kind.resource, namespace, name, error: messageOf(error) },
        `cannot handle an ${change}`,
      );
    }
  }
}

function addName(names: Names, namespace: string, name: string): void {
  const known = names.get(namespace);
  if (known !== undefined) {
    known.add(name);
  } else {
    names.set(namespace, new Set([name]));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
