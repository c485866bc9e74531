import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { ApiError, ApiUnreachableError, WatchDisorderError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import type { InformerObserver, InformerStatus } from "./informerStatus.ts";
import { descend, text } from "./kinds/json.ts";
import { collectionPath, isEverywhere, type Named, type ResourceKind } from "./kinds/resourceKind.ts";
import type { ObjectStore } from "./objectStore.ts";
import { currentVersion, pagedList } from "./pagedList.ts";
import { Recovery, type RecoveryPlan } from "./recovery.ts";
import { isLower, type VersionLook } from "./versionLook.ts";
import { watchCollection } from "./watchCollection.ts";

/** What the log is told of once, whatever the words: messages name users and verbs, which change. */
const FORBIDDEN = "forbidden";

const JSON_ONLY = "application/json";
const PROTOBUF = "application/vnd.kubernetes.protobuf";
const METADATA = "g=meta.k8s.io;v=v1";

export interface ReflectorOptions<T extends Named> {
  readonly client: ClusterClient;
  readonly kind: ResourceKind<T>;
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  readonly store: ObjectStore<T>;
  readonly versions: Pick<VersionLook, "isBehind">;
  readonly observer: InformerObserver;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Runs a page of a list when it is its turn: not everything is listed at once. */
  turn<R>(page: () => Promise<R>): Promise<R>;
}

/**
 * Keeps a store in step with the API server, whatever happens: lists, watches from there, and goes on after each end,
 * with growing pauses after failures. It lives once: what was stopped stays stopped.
 */
export class Reflector<T extends Named> {
  readonly #options: ReflectorOptions<T>;
  readonly #path: string;
  readonly #stopping = new AbortController();
  readonly #recovery: Recovery;
  #running: Promise<void> | undefined;
  #status: InformerStatus = { phase: "pending", everSynced: false, access: "pending" };
  /** The version up to which all is known; undefined: a list has to tell. */
  #version: string | undefined;
  /** What the log was told last, while it lasts. */
  #said: string | undefined;

  constructor(options: ReflectorOptions<T>) {
    this.#options = options;
    this.#recovery = new Recovery(options);
    this.#path = collectionPath(options.kind, options.namespace);
  }

  get status(): InformerStatus {
    return this.#status;
  }

  /** Begins to list and watch. A second call does nothing, nor does one after `stop`. */
  start(): void {
    if (!this.#stopping.signal.aborted) {
      this.#running ??= this.#run();
    }
  }

  /** Resolves when nothing is under way any more; no change is delivered from the call on. Never rejects. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      let failure: unknown;
      try {
        await this.#listAndWatch();
      } catch (error) {
        failure = error;
      }
      if (signal.aborted) {
        return;
      }
      const { pauseMs } = await this.#ended(failure);
      if (pauseMs > 0) {
        // Rejects when it is stopped.
        await delay(pauseMs, { clock, signal }).catch(noop);
      }
    }
  }

  /** Until the server ends the watch in good order. */
  async #listAndWatch(): Promise<void> {
    if (this.#version === undefined) {
      await this.#list();
    } else if (await this.#isBehind(this.#version)) {
      throw new WatchDisorderError("the API server has gone back to an earlier version of everything");
    }
    const { client, kind, clock, random, store } = this.#options;
    const { signal } = this.#stopping;
    await watchCollection({
      client,
      path: this.#path,
      fieldSelector: kind.fieldSelector,
      resourceVersion: this.#version ?? "",
      accept: this.#accept("PartialObjectMetadata"),
      clock,
      random,
      signal,
      onOpen: () => this.#opened(),
      onEvent: (change, object) => {
        const version = text(descend(object, "metadata", "resourceVersion"));
        if (version !== undefined) {
          if (isLower(version, this.#version ?? "")) {
            throw new WatchDisorderError("an event of a watch has an earlier version than the one before");
          }
          this.#version = version;
        }
        if (change !== "bookmark") {
          store[change](object);
        }
      },
    });
  }

  async #list(): Promise<void> {
    const { client, kind, namespace, store, clock, turn } = this.#options;
    const { signal } = this.#stopping;
    const pass = store.beginList(namespace);
    const version = await pagedList({
      client,
      path: this.#path,
      fieldSelector: kind.fieldSelector,
      accept: this.#acceptList(),
      protobuf: kind.protobuf,
      clock,
      signal,
      turn,
      onObject: (object) => pass.see(object),
      onRestart: () => pass.restart(),
    });
    await pass.finish(signal);
    this.#version = version;
    this.#setStatus({ phase: "synced", everSynced: true, access: "readable" });
  }

  #isBehind(version: string): Promise<boolean> {
    const { client, kind, clock, versions } = this.#options;
    const { signal } = this.#stopping;
    const accept = this.#acceptList();
    const { fieldSelector, protobuf } = kind;
    return versions.isBehind(version, () =>
      currentVersion({ client, path: this.#path, fieldSelector, accept, protobuf, clock, signal }),
    );
  }

  /** @param metadataType what comes where metadata is enough; a server that does not know it sends whole objects */
  #accept(metadataType: string, encodings: readonly string[] = [JSON_ONLY]): string {
    return this.#options.kind.metadataOnly
      ? [...encodings.map((each) => `${each};as=${metadataType};${METADATA}`), JSON_ONLY].join(",")
      : encodings.join(",");
  }

  #acceptList(): string {
    const isOwn = this.#options.kind.protobuf !== undefined;
    return this.#accept("PartialObjectMetadataList", isOwn ? [PROTOBUF, JSON_ONLY] : undefined);
  }

  #opened(): void {
    const { client, log, kind, namespace } = this.#options;
    this.#recovery.opened();
    client.contact.regained(client.getCurrentCluster()?.server ?? "", log);
    if (this.#said !== undefined) {
      this.#said = undefined;
      log.info({ resource: kind.resource, namespace }, "the resource is watched again");
    }
    this.#setStatus({ phase: "synced", everSynced: true, access: this.#status.access });
  }

  /** @param failure undefined: in good order */
  async #ended(failure: unknown): Promise<RecoveryPlan> {
    const { log, kind, namespace, observer } = this.#options;
    const plan = this.#recovery.plan(failure);
    if (plan.relist) {
      this.#version = undefined;
    }
    if (failure === undefined) {
      return plan;
    }
    const error = failure instanceof ApiError ? failure : undefined;
    const { phase, everSynced, access } = this.#status;
    const isAnothers = everSynced && error?.isNotFound === true && isEverywhere(kind);
    const isForbidden = error?.isForbidden === true && !isAnothers;
    const reason = describe(failure);
    // Asking for permission again is no restart.
    if (!isForbidden) {
      log.debug({ resource: kind.resource, namespace, reason }, "begins anew");
      observer.onRestart();
    }
    if (plan.isQuiet) {
      return plan;
    }
    this.#say(failure, isForbidden);
    // An API server that is only just starting forbids everything, and knows no custom resources, for a moment: what
    // was readable is taken back only when it is refused twice.
    const isWithdrawn = isForbidden && (access !== "readable" || phase === "forbidden");
    if (isWithdrawn && error?.isNotFound) {
      await this.#forgetAll();
    }
    // Last: whoever is told may stop this.
    this.#setStatus({
      phase: isForbidden ? "forbidden" : "failing",
      everSynced,
      access: isWithdrawn ? "unreadable" : access,
      error: reason,
      ...(error !== undefined && { statusCode: error.statusCode }),
    });
    return plan;
  }

  /** The collection is gone, and all that was in it. */
  async #forgetAll(): Promise<void> {
    const { store, namespace } = this.#options;
    await store.beginList(namespace).finish(this.#stopping.signal).catch(noop);
  }

  #say(failure: unknown, isForbidden: boolean): void {
    const { client, log, kind, namespace } = this.#options;
    const error = describe(failure);
    const topic = isForbidden ? FORBIDDEN : error;
    if (topic === this.#said) {
      return;
    }
    if (failure instanceof ApiUnreachableError) {
      client.contact.lost(failure, log);
      return;
    }
    this.#said = topic;
    log.warn(
      { resource: kind.resource, namespace, error },
      isForbidden
        ? "the resource may not be read or is not there: it is left out until it is"
        : "the resource cannot be read: it is tried again",
    );
  }

  #setStatus(status: InformerStatus): void {
    const { phase, everSynced, access, error } = this.#status;
    if (this.#stopping.signal.aborted) {
      return;
    }
    const changed =
      phase !== status.phase ||
      everSynced !== status.everSynced ||
      access !== status.access ||
      error !== status.error;
    this.#status = status;
    if (changed) {
      this.#options.observer.onStatus(status);
    }
  }
}

function noop(): void {}

/** One line; for connection errors the code, which tells more than undici's "fetch failed". */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) {
    return String(cause);
  }
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  const message = cause.message.split("\n", 1)[0] ?? "";
  return message === "" || message.includes(code) ? message || code : `${code}: ${message}`;
}
