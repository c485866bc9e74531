import type { InformerStatus } from "./informerStatus.ts";
import { collectionPath, type Named } from "./kinds/resourceKind.ts";
import { ObjectStore, type ObjectStoreOptions } from "./objectStore.ts";
import { pagedList } from "./pagedList.ts";
import { Reflector, type ReflectorOptions } from "./reflector.ts";
import { VersionLook } from "./versionLook.ts";

type Shared = "client" | "clock" | "random" | "log" | "turn";

export interface InformerGroupOptions<T extends Named>
  extends Pick<ReflectorOptions<T>, Shared>,
    Pick<ObjectStoreOptions<T>, "kind" | "handler" | "accepts"> {
  /** Called after the status of any of the informers has changed. */
  onStatus(namespace: string | undefined): void;
  onRestart(): void;
}

/** A group, whatever the kind of its objects. */
export interface AnyInformerGroup {
  readonly resource: string;
  /** The scopes that count: namespaces, or `undefined` for the whole cluster. */
  readonly scopes: readonly (string | undefined)[];
  /** Undefined where the scope is not watched. */
  status(namespace: string | undefined): InformerStatus | undefined;
  watch(namespace: string | undefined): void;
  unwatch(namespace: string | undefined): void;
  /** Delivers an object once more. Rejects as `pagedList` does. */
  readAgain(namespace: string, name: string, signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The informers of one kind: one for the whole cluster, or one for each of some namespaces. They share a store, so that
 * one may take over from another. While there are some for namespaces, that of the cluster only waits for permission.
 */
export class InformerGroup<T extends Named> implements AnyInformerGroup {
  readonly #options: InformerGroupOptions<T>;
  readonly #store: ObjectStore<T>;
  readonly #informers = new Map<string | undefined, Reflector<T>>();
  readonly #leaving = new Set<Promise<void>>();
  readonly #versions: VersionLook;

  constructor(options: InformerGroupOptions<T>) {
    this.#options = options;
    this.#store = new ObjectStore(options);
    this.#versions = new VersionLook(options.clock);
  }

  get resource(): string {
    return this.#options.kind.resource;
  }

  get scopes(): readonly (string | undefined)[] {
    const all = [...this.#informers.keys()];
    return all.length > 1 ? all.filter((scope) => scope !== undefined) : all;
  }

  status(namespace: string | undefined): InformerStatus | undefined {
    return this.#informers.get(namespace)?.status;
  }

  object(namespace: string, name: string): T | undefined {
    return this.#store.get(namespace, name);
  }

  watch(namespace: string | undefined): void {
    if (this.#informers.has(namespace)) {
      return;
    }
    const { onStatus, onRestart } = this.#options;
    const informer = new Reflector({
      ...this.#options,
      namespace,
      store: this.#store,
      versions: this.#versions,
      observer: {
        onStatus() {
          onStatus(namespace);
        },
        onRestart,
      },
    });
    this.#informers.set(namespace, informer);
    informer.start();
  }

  /** What it has delivered stays. */
  unwatch(namespace: string | undefined): void {
    const informer = this.#informers.get(namespace);
    if (informer === undefined) {
      return;
    }
    this.#informers.delete(namespace);
    const leaving = informer.stop().finally(() => this.#leaving.delete(leaving));
    this.#leaving.add(leaving);
  }

  async readAgain(namespace: string, name: string, signal: AbortSignal): Promise<void> {
    const { kind } = this.#options;
    await pagedList({
      ...this.#options,
      path: collectionPath(kind, namespace),
      fieldSelector: [kind.fieldSelector ?? [], `metadata.name=${name}`].flat().join(","),
      accept: "application/json",
      signal,
      onObject: (object) => this.#store.applyAgain(object),
      onRestart() {},
    });
  }

  async stop(): Promise<void> {
    const stopping = [...this.#informers.values()].map((informer) => informer.stop());
    await Promise.all([...stopping, ...this.#leaving]);
  }
}
