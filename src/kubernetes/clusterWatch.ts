import type { ClusterSink, SupportingResource } from "../inventory/model.ts";
import { type LookedInto, looksInside, watchesNodes } from "../inventory/nodePlatforms.ts";
import type { Logger } from "../log/logger.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import type { ClusterClient } from "./client.ts";
import { type ClusterGroups, makeClusterGroups, type WatchedWorkloads } from "./clusterGroups.ts";
import type { AnyInformerGroup } from "./informerGroup.ts";
import { accessOf, type InformerStatus, stateOf } from "./informerStatus.ts";
import { createInterner } from "./kinds/interner.ts";
import type { HygieneOptions } from "./kinds/resourceKind.ts";
import { listOldRevisions } from "./listOldRevisions.ts";
import { listRevisions } from "./listRevisions.ts";
import { LiveRevisions } from "./liveRevisions.ts";
import { type NodeSettings, startNodeSettingWatch } from "./nodeSettingWatch.ts";
import { OldRevisions, type OldRevisionsOptions } from "./oldRevisions.ts";
import { readLeftOutSecrets } from "./readLeftOutSecrets.ts";
import { createTurns } from "./turns.ts";

/** Pages of lists that are fetched and read at a time: each takes some MB until it is read. */
const CONCURRENT_PAGES = 4;

/**
 * How long a kind that cannot be listed holds up the checks of all others, in milliseconds. What decides over
 * credentials is waited for: a verdict without them would be false.
 */
const PATIENCE_MS = 30_000;
const AWAITED: ReadonlySet<string> = new Set(["namespaces", "serviceaccounts", "secrets"]);

/** The parts of the configuration that decide what is watched. */
export interface ClusterWatchConfig {
  readonly workloads: WatchedWorkloads;
  readonly namespaces: { readonly include: readonly string[]; readonly exclude: readonly string[] };
  readonly secrets: { readonly mode: "cluster" | "namespaced" | "off" };
  readonly metrics: { readonly ownerLabels: readonly string[] };
  readonly hygiene: HygieneOptions;
  readonly running: { readonly enabled: boolean };
  readonly images: LookedInto;
}

/** Is told what the metrics about informers need. `resource` is as in `deployments` or `rollouts.argoproj.io`. */
export interface ClusterObserver {
  /**
   * What is known of a resource: `synced` when all that is watched of it is up to date, `forbidden` when some of it may
   * not be read or does not exist; `pending` for each resource to begin with, and whenever it is neither.
   */
  informerChanged(resource: string, state: "pending" | "synced" | "forbidden"): void;
  informerRestarted(resource: string): void;
}

export interface ClusterWatchOptions {
  readonly config: ClusterWatchConfig;
  readonly client: ClusterClient;
  readonly sink: ClusterSink;
  /** Where older revisions go, where they are asked for. */
  readonly rollbacks?: Pick<OldRevisionsOptions, "sink" | "revisions" | "windowMs"> | undefined;
  /** Where goes what the cluster says of its nodes, where it does. */
  readonly nodeSettings?: NodeSettings | undefined;
  readonly observer: ClusterObserver;
  /** The exporter's own: what is watched where nothing else is permitted. */
  readonly ownNamespace: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export interface ResourceReadiness {
  readonly resource: string;
  /**
   * Only `pending` is an obstacle to being ready: `overdue` was awaited for long enough. `synced` stays, whatever
   * happens later.
   */
  readonly state: "pending" | "synced" | "forbidden" | "overdue";
  /** What keeps it from being up to date at present. */
  readonly error?: string;
}

export interface ClusterWatch {
  /** Whether everything that is permitted, and awaited, has been listed once, and delivered. */
  synced(): boolean;
  /** Whether live revisions have been asked for that known workloads announce. */
  revisionsListed(): boolean;
  /** One entry for each resource. */
  readiness(): readonly ResourceReadiness[];
  /** Ends all watches; nothing is delivered from the call on. Resolves when nothing is under way. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Watches the cluster and delivers what it sees to the sink: the namespaces of the include list one by one, else the
 * whole cluster. Where no kind of workload may be listed cluster-wide, the exporter's own namespace is watched until
 * one may.
 */
export function startClusterWatch(options: ClusterWatchOptions): ClusterWatch {
  const { nodeSettings } = options;
  const begin = () => {
    const watch = new RunningClusterWatch(options);
    watch.start();
    return watch;
  };
  return nodeSettings === undefined ? begin() : startNodeSettingWatch(nodeSettings, options, begin);
}

class RunningClusterWatch implements ClusterWatch {
  readonly #options: ClusterWatchOptions;
  readonly #groups: ClusterGroups;
  readonly #all: readonly AnyInformerGroup[];
  readonly #liveRevisions: LiveRevisions | undefined;
  readonly #oldRevisions: OldRevisions | undefined;
  /** The own namespace is watched in place of the cluster. */
  #fallenBack = false;
  #isPatient = true;
  #cancelPatience: CancelTimer = () => {};
  readonly #stopping = new AbortController();
  #readingLeftOut: Promise<void> | undefined;

  constructor(options: ClusterWatchOptions) {
    const { config, client, sink, rollbacks, observer, clock, log, random } = options;
    const { include, exclude } = config.namespaces;
    const included = new Set(include);
    const excluded = new Set(exclude);
    this.#options = options;
    const context = {
      interner: createInterner(),
      ownerLabels: config.metrics.ownerLabels,
      hygiene: config.hygiene,
      liveRevisions: config.workloads.liveRevisions,
      running: config.running.enabled,
      placed: looksInside(config.images),
      oldRevisions: rollbacks !== undefined,
    };
    const shared = { clock, random, log };
    this.#oldRevisions =
      rollbacks &&
      new OldRevisions({
        ...rollbacks,
        list: (workload, request) => listOldRevisions(workload, { client, clock, context, ...request }),
        ...shared,
      });
    this.#liveRevisions = config.workloads.liveRevisions
      ? new LiveRevisions({
          sink,
          list: (request) => listRevisions(request, { client, clock, context }),
          ...shared,
        })
      : undefined;
    this.#groups = makeClusterGroups({
      client,
      ...shared,
      sink,
      workloads: config.workloads,
      watchNamespaces: include.length === 0,
      watchSecrets: config.secrets.mode !== "off",
      watchNodes: watchesNodes(config.images),
      context,
      liveRevisions: this.#liveRevisions,
      oldRevisions: this.#oldRevisions,
      turn: createTurns(CONCURRENT_PAGES, clock),
      accepts: (namespace) => (included.size === 0 || included.has(namespace)) && !excluded.has(namespace),
      onStatus: (group, namespace) => this.#changed(group, namespace),
      onRestart: (group) => observer.informerRestarted(group.resource),
    });
    const { namespaces, nodes, serviceAccounts, secrets, workloads, owners, pods, services } = this.#groups;
    // What decides how an image is checked comes first.
    this.#all = [
      ...namespaces,
      ...nodes,
      ...serviceAccounts,
      ...secrets,
      ...workloads,
      ...owners,
      ...pods,
      ...services,
    ];
  }

  start(): void {
    const { config, sink, observer, ownNamespace, clock } = this.#options;
    const { include, exclude } = config.namespaces;
    for (const { resource } of this.#all) {
      observer.informerChanged(resource, "pending");
    }
    this.#cancelPatience = clock.schedule(PATIENCE_MS, () => this.#endPatience());
    // What is excluded as well is not looked at, and nobody gives permissions for it.
    const included = [...new Set(include)].filter((namespace) => !exclude.includes(namespace));
    const scopes: readonly (string | undefined)[] = include.length > 0 ? included : [undefined];
    const secretScopes =
      config.secrets.mode === "namespaced" && include.length === 0 ? [ownNamespace] : scopes;
    if (this.#groups.secrets.length === 0 || !secretScopes.includes(undefined)) {
      sink.setReadability("secrets", undefined, "unreadable");
    }
    if (this.#groups.secrets.length > 0) {
      const { signal } = this.#stopping;
      this.#readingLeftOut = readLeftOutSecrets(sink, this.#groups.secrets, { clock, signal });
    }
    for (const group of this.#all) {
      if (this.#isOfCluster(group)) {
        group.watch(undefined);
      } else {
        for (const scope of this.#groups.secrets.includes(group) ? secretScopes : scopes) {
          group.watch(scope);
        }
      }
    }
  }

  synced(): boolean {
    return this.readiness().every(({ state }) => state !== "pending");
  }

  revisionsListed(): boolean {
    return this.#liveRevisions?.pending !== true;
  }

  readiness(): readonly ResourceReadiness[] {
    return [...new Set(this.#all.map(({ resource }) => resource))].map((resource) => {
      const statuses = this.#statuses(resource);
      const error = statuses.find((status) => status.error !== undefined)?.error;
      const state = stateOf(statuses);
      const isOverdue = state === "pending" && !this.#isPatient && !AWAITED.has(resource);
      return { resource, state: isOverdue ? "overdue" : state, ...(error !== undefined && { error }) };
    });
  }

  /** Has those who wait for the rest look again. */
  #endPatience(): void {
    this.#isPatient = false;
    const { log, observer } = this.#options;
    const overdue = this.readiness().filter(({ state }) => state === "overdue");
    if (overdue.length > 0 && this.synced()) {
      const resources = overdue.map(({ resource }) => resource).join(", ");
      const errors = new Set(overdue.map(({ error }) => error ?? "still being listed"));
      log.warn(
        { resources, error: [...errors].join("; ") },
        "not listed yet: the rest is checked without them",
      );
    }
    for (const { resource } of overdue) {
      observer.informerChanged(resource, "pending");
    }
  }

  async stop(): Promise<void> {
    this.#cancelPatience();
    this.#liveRevisions?.stop();
    this.#oldRevisions?.stop();
    this.#stopping.abort();
    await Promise.all([this.#readingLeftOut, ...this.#all.map((group) => group.stop())]);
  }

  #changed(group: AnyInformerGroup, namespace: string | undefined): void {
    const { ownNamespace, observer } = this.#options;
    this.#fallBackIfForbidden();
    if (this.#fallenBack && namespace === undefined && group.status(undefined)?.phase === "synced") {
      group.unwatch(ownNamespace);
    }
    const { resource } = group;
    // Before it counts as synced: checks may begin then.
    if (isSupporting(resource)) {
      this.#sayReadability(resource, namespace);
    }
    if (this.#options.config.hygiene.pullSecrets) {
      this.#saySecretUse();
    }
    const phases = this.#statuses(resource).map(({ phase }) => phase);
    const synced = phases.every((phase) => phase === "synced");
    observer.informerChanged(
      resource,
      synced ? "synced" : phases.includes("forbidden") ? "forbidden" : "pending",
    );
  }

  /** Whether its objects are in no namespace. */
  #isOfCluster(group: AnyInformerGroup): boolean {
    return [...this.#groups.namespaces, ...this.#groups.nodes].includes(group);
  }

  /** The statuses that count of all informers for a resource. */
  #statuses(resource: string): readonly InformerStatus[] {
    return this.#all
      .filter((group) => group.resource === resource)
      .flatMap((group) => group.scopes.map((scope) => group.status(scope)))
      .filter((status) => status !== undefined);
  }

  /** A kind that is not installed says nothing of permissions. */
  #fallBackIfForbidden(): void {
    const statuses = this.#groups.workloads.map((group) => group.status(undefined));
    const refused = statuses.every((status) => status?.phase === "forbidden" && !status.everSynced);
    if (this.#fallenBack || !refused || !statuses.some((status) => status?.statusCode === 403)) {
      return;
    }
    this.#fallenBack = true;
    const { log, sink, ownNamespace } = this.#options;
    log.warn(
      { namespace: ownNamespace },
      "no workloads may be listed cluster-wide: only the exporter's own namespace is watched (config.namespaces.include names others)",
    );
    for (const group of this.#all) {
      if (this.#isOfCluster(group)) {
        continue;
      }
      if (group.status(undefined)?.everSynced) {
        continue;
      }
      if (isSupporting(group.resource)) {
        sink.setReadability(group.resource, ownNamespace, "pending");
      }
      group.watch(ownNamespace);
    }
  }

  #sayReadability(resource: SupportingResource, namespace: string | undefined): void {
    const { sink, ownNamespace } = this.#options;
    const groups = this.#groups[GROUP_OF[resource]];
    const access = accessOf(groups.map((group) => group.status(namespace)));
    if (access === "pending") {
      return;
    }
    sink.setReadability(resource, namespace, access);
    const tookOver = this.#fallenBack && namespace === undefined;
    if (tookOver && groups.every((group) => group.status(ownNamespace) === undefined)) {
      sink.setReadability(resource, ownNamespace, access);
    }
  }

  /** Says where pull secrets and all that may refer to them are known and up to date. */
  #saySecretUse(): void {
    const { secrets, serviceAccounts, workloads, pods } = this.#groups;
    const { sink, ownNamespace } = this.#options;
    const groups = [...secrets, ...serviceAccounts, ...workloads, ...pods];
    const scopes = new Set([undefined, ...groups.flatMap((group) => group.scopes)]);
    // It is not watched by itself any more once all of the cluster may be.
    if (this.#fallenBack) {
      scopes.add(ownNamespace);
    }
    for (const scope of scopes) {
      const statuses = groups.map((group) => group.status(scope) ?? group.status(undefined));
      sink.setSecretUseKnown(
        scope,
        secrets.length > 0 && statuses.every((status) => status?.phase === "synced"),
      );
    }
  }
}

const GROUP_OF = {
  namespaces: "namespaces",
  serviceaccounts: "serviceAccounts",
  secrets: "secrets",
  services: "services",
} as const satisfies Record<SupportingResource, keyof ClusterGroups>;

function isSupporting(resource: string): resource is SupportingResource {
  return Object.hasOwn(GROUP_OF, resource);
}
