import { type KubernetesListObject, type KubernetesObject, ListWatch } from "@kubernetes/client-node";
import type { Logger } from "../log/logger.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { ApiError, ApiUnreachableError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import type { InformerObserver, InformerStatus } from "./informerStatus.ts";
import { collectionPath, type Named, type ResourceKind } from "./kinds/resourceKind.ts";
import type { ObjectStore } from "./objectStore.ts";
import { pagedList } from "./pagedList.ts";
import { ProjectingWatch } from "./projectingWatch.ts";
import { Recovery, type RecoveryPlan } from "./recovery.ts";

/** What the log is told of once, whatever the words: messages name users and verbs, which change. */
const FORBIDDEN = "forbidden";

const JSON_ONLY = "application/json";
const METADATA = "g=meta.k8s.io;v=v1";

export interface SupervisedInformerOptions<T extends Named> {
  readonly client: ClusterClient;
  readonly kind: ResourceKind<T>;
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  readonly store: ObjectStore<T>;
  readonly observer: InformerObserver;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Runs a page of a list when it is its turn: not everything is listed at once. */
  turn<R>(page: () => Promise<R>): Promise<R>;
}

/**
 * Keeps a store in step with the API server, whatever happens. `ListWatch` does the protocol (list, watch from there,
 * list again after 410); this brings it back to life after everything else, with growing pauses. It lives once: what
 * was stopped stays stopped.
 */
export class SupervisedInformer<T extends Named> {
  readonly #options: SupervisedInformerOptions<T>;
  readonly #path: string;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #recovery: Recovery;
  #listWatch: ListWatch<KubernetesObject> | undefined;
  #cancelRetry: CancelTimer | undefined;
  #status: InformerStatus = { phase: "pending", everSynced: false, access: "pending" };
  /** The next list was asked for by us, and is not one that an expired version forced. */
  #listExpected = false;
  /** What the log was told last, while it lasts. */
  #said: string | undefined;

  constructor(options: SupervisedInformerOptions<T>) {
    this.#options = options;
    this.#recovery = new Recovery(options);
    this.#path = collectionPath(options.kind, options.namespace);
  }

  get status(): InformerStatus {
    return this.#status;
  }

  /** Begins to list and watch. A second call does nothing, nor does one after `stop`. */
  start(): void {
    if (this.#listWatch === undefined && !this.#stopping.signal.aborted) {
      this.#begin();
    }
  }

  /** Resolves when nothing is under way any more; no change is delivered from the call on. Never rejects. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#cancelRetry?.();
    await this.#listWatch?.stop();
    await Promise.allSettled(this.#running);
  }

  /** Makes a new `ListWatch`, which lists first. */
  #begin(): void {
    const { client, kind, clock, random, store } = this.#options;
    const signal = this.#stopping.signal;
    const watch = new ProjectingWatch({
      client,
      accept: kind.metadataOnly
        ? `${JSON_ONLY};as=PartialObjectMetadata;${METADATA},${JSON_ONLY}`
        : JSON_ONLY,
      clock,
      random,
      signal,
      onOpen: () => this.#opened(),
      onChange: (change, object) => {
        if (!signal.aborted) {
          store[change](object);
        }
      },
      onProgress: () => this.#recovery.progressed(),
      onSilence: () => this.#restarted("the watch was silent"),
      onDisorder: () => this.#recovery.distrust(),
      track: (task) => this.#track(task),
    });
    this.#listWatch = new ListWatch(
      this.#path,
      watch,
      () => this.#list(),
      false,
      undefined,
      kind.fieldSelector,
      // It has no jitter of its own.
      { delayFn: (ms) => this.#pause(ms * (0.5 + random() / 2)) },
    );
    this.#listWatch.on("error", (error: unknown) => this.#failed(error));
    this.#run();
  }

  #run(): void {
    this.#listExpected = true;
    // It resolves even when the list failed: 'error' tells.
    const started = this.#listWatch?.start() ?? Promise.resolve();
    this.#track(started.catch((error) => this.#failed(error)));
  }

  /** The list function of `ListWatch`. The objects go to the store page by page; it gets the version only. */
  #list(): Promise<KubernetesListObject<KubernetesObject>> {
    if (!this.#listExpected) {
      this.#restarted("the resource version has expired");
    }
    this.#listExpected = false;
    const listing = this.#listPages();
    this.#track(listing.then(noop, noop));
    return listing;
  }

  async #listPages(): Promise<KubernetesListObject<KubernetesObject>> {
    const { client, kind, namespace, store, clock, turn } = this.#options;
    const signal = this.#stopping.signal;
    const pass = store.beginList(namespace);
    const resourceVersion = await pagedList({
      client,
      path: this.#path,
      fieldSelector: kind.fieldSelector,
      accept: kind.metadataOnly
        ? `${JSON_ONLY};as=PartialObjectMetadataList;${METADATA},${JSON_ONLY}`
        : JSON_ONLY,
      clock,
      signal,
      turn,
      onObject: (object) => pass.see(object),
      onRestart: () => pass.restart(),
    });
    await pass.finish(signal);
    this.#setStatus({ phase: "synced", everSynced: true, access: "readable" });
    return { metadata: { resourceVersion }, items: [] };
  }

  #opened(): void {
    const { client, log, kind, namespace } = this.#options;
    this.#recovery.opened();
    client.contact.regained(client.getCurrentCluster()?.server ?? "", log);
    this.#listExpected = false;
    if (this.#said !== undefined) {
      this.#said = undefined;
      log.info({ resource: kind.resource, namespace }, "the resource is watched again");
    }
    if (this.#status.everSynced) {
      this.#setStatus({ phase: "synced", everSynced: true, access: this.#status.access });
    }
  }

  #restarted(why: string): void {
    const { log, kind, namespace, observer } = this.#options;
    log.debug({ resource: kind.resource, namespace, reason: why }, "begins anew");
    observer.onRestart();
  }

  /** Whatever ended it: `ListWatch` is dead now until it is started again. */
  #failed(cause: unknown): void {
    if (this.#stopping.signal.aborted || this.#cancelRetry !== undefined) {
      return;
    }
    const error = cause instanceof ApiError ? cause : undefined;
    const forbidden = error?.isForbidden ?? false;
    const plan = this.#recovery.plan(cause);
    this.#say(cause, forbidden, plan);
    this.#cancelRetry = this.#options.clock.schedule(plan.pauseMs, () => {
      this.#cancelRetry = undefined;
      // Asking for permission again is no restart.
      if (!forbidden) {
        this.#restarted("after an error");
      }
      if (plan.relist) {
        this.#begin();
      } else {
        this.#run();
      }
    });
    const { phase, everSynced, access } = this.#status;
    // An API server that is only just starting forbids everything for a moment: what was readable is taken back only
    // when it is forbidden twice.
    const withdrawn = forbidden && (access !== "readable" || phase === "forbidden");
    // Last: whoever is told may stop this.
    this.#setStatus({
      phase: forbidden ? "forbidden" : "failing",
      everSynced,
      access: withdrawn ? "unreadable" : access,
      error: describe(cause),
      ...(error !== undefined && { statusCode: error.statusCode }),
    });
  }

  #say(cause: unknown, forbidden: boolean, { isBreak }: RecoveryPlan): void {
    const { client, log, kind, namespace } = this.#options;
    const error = describe(cause);
    const fields = { resource: kind.resource, namespace, error };
    const topic = forbidden ? FORBIDDEN : error;
    if (topic === this.#said) {
      return;
    }
    if (cause instanceof ApiUnreachableError && !isBreak) {
      client.contact.lost(cause, log);
      return;
    }
    if (isBreak && this.#said === undefined) {
      // API servers and what stands before them are restarted now and then.
      log.debug(fields, "the watch broke off");
      return;
    }
    this.#said = topic;
    log.warn(
      fields,
      forbidden
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

  /** Never settles once stopped: `ListWatch` would go on to watch. */
  #pause(ms: number): Promise<void> {
    const { clock } = this.#options;
    return delay(ms, { clock, signal: this.#stopping.signal }).catch(() => new Promise(noop));
  }

  #track(task: Promise<void>): void {
    const forget = () => void this.#running.delete(task);
    this.#running.add(task);
    task.then(forget, forget);
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
