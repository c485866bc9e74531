import type {
  ClusterObserver,
  ClusterWatch,
  ClusterWatchOptions,
  ResourceReadiness,
} from "./clusterWatch.ts";
import { InformerGroup } from "./informerGroup.ts";
import { type InformerStatus, stateOf } from "./informerStatus.ts";
import { type NodeSetting, type NodeSettingKind, nodeSettingKind } from "./kinds/nodeSetting.ts";
import { createTurns } from "./turns.ts";

/** What a cluster says of its nodes goes there. */
export interface NodeSettings {
  /** What is to be watched. */
  readonly kinds: readonly NodeSettingKind[];
  /** @param content undefined: the object is gone */
  put(resource: string, name: string, content: NodeSetting["content"] | undefined): void;
  /** Says how a kind stands, after its objects; `missing`: the cluster has no such kind. */
  settle(resource: string, access: "readable" | "missing" | "unreadable"): void;
}

/** They are few, and everything waits for them. */
const CONCURRENT_PAGES = 8;

type Options = Pick<ClusterWatchOptions, "client" | "observer" | "clock" | "log" | "random">;

/**
 * Watches what a cluster says of its nodes, and begins with the rest once all of that is known, or may not be read: how a name
 * reads, and where it leads, depends on it.
 *
 * @param begin is called once
 */
export function startNodeSettingWatch(
  nodes: NodeSettings,
  options: Options,
  begin: () => ClusterWatch,
): ClusterWatch {
  const watch = new NodeSettingWatch(nodes, options, begin);
  watch.start();
  return watch;
}

class NodeSettingWatch implements ClusterWatch {
  readonly #nodes: NodeSettings;
  readonly #observer: ClusterObserver;
  readonly #begin: () => ClusterWatch;
  readonly #groups: readonly { readonly group: InformerGroup<NodeSetting>; readonly kind: NodeSettingKind }[];
  #rest: ClusterWatch | undefined;
  #isStopped = false;

  constructor(nodes: NodeSettings, options: Options, begin: () => ClusterWatch) {
    const { observer, clock } = options;
    this.#nodes = nodes;
    this.#observer = observer;
    this.#begin = begin;
    const turn = createTurns(CONCURRENT_PAGES, clock);
    this.#groups = nodes.kinds.map((kind) => {
      const { resource } = kind;
      const group: InformerGroup<NodeSetting> = new InformerGroup({
        ...options,
        kind: nodeSettingKind(kind),
        handler: {
          upsert: ({ name, content }) => nodes.put(resource, name, content),
          delete: ({ name }) => nodes.put(resource, name, undefined),
        },
        accepts: () => true,
        turn,
        onStatus: () => this.#changed(resource, group.status(kind.namespace)),
        onRestart: () => observer.informerRestarted(resource),
      });
      return { group, kind };
    });
  }

  start(): void {
    for (const { group, kind } of this.#groups) {
      this.#observer.informerChanged(kind.resource, "pending");
      group.watch(kind.namespace);
    }
  }

  synced(): boolean {
    return this.#rest?.synced() === true;
  }

  revisionsListed(): boolean {
    return this.#rest?.revisionsListed() === true;
  }

  readiness(): readonly ResourceReadiness[] {
    const own = this.#statuses().map(({ resource, status }): ResourceReadiness => {
      const { error } = status;
      const isMissing = isAbsent(status);
      return {
        resource,
        state: isMissing ? "synced" : stateOf([status]),
        ...(error !== undefined && !isMissing && { error }),
      };
    });
    return [...own, ...(this.#rest?.readiness() ?? [])];
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([this.#rest?.stop(), ...this.#groups.map(({ group }) => group.stop())]);
  }

  #changed(resource: string, status: InformerStatus | undefined): void {
    if (status === undefined) {
      return;
    }
    const { access, phase } = status;
    const isMissing = isAbsent(status);
    if (access !== "pending") {
      this.#nodes.settle(resource, isMissing ? "missing" : access);
    }
    this.#observer.informerChanged(
      resource,
      phase === "synced" || isMissing ? "synced" : phase === "forbidden" ? "forbidden" : "pending",
    );
    if (this.#statuses().every((one) => one.status.access !== "pending") && !this.#isStopped) {
      this.#rest ??= this.#begin();
    }
  }

  #statuses() {
    return this.#groups.flatMap(({ group, kind }) => {
      const status = group.status(kind.namespace);
      return status === undefined ? [] : [{ resource: kind.resource, status }];
    });
  }
}

/** Clusters of other versions have other kinds: that is nothing to be mended. */
function isAbsent({ access, statusCode }: InformerStatus): boolean {
  return access === "unreadable" && statusCode === 404;
}
