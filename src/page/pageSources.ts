import type { Config } from "../config/config.generated.ts";
import type { MatchedCredential } from "../credentials/credential.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { OwnShard } from "../inventory/ownShard.ts";
import type { RollbackSeries } from "../inventory/rollbackSeries.ts";
import type { Scheduler } from "../schedule/scheduler.ts";
import type { Clock } from "../time/clock.ts";
import type { ChangeLog } from "./changeLog.ts";

/** Where the page gets all that it tells: what the exporter holds anyway, and the changes of a day. */
export interface PageSources {
  readonly config: Config;
  /** Which part of the images this is: of the others nothing is known. */
  readonly part: OwnShard;
  /** The exporter's own. */
  readonly version: string;
  readonly clock: Clock;
  /** Wall-clock time, in milliseconds. */
  readonly startedMs: number;
  readonly inventory: Pick<Inventory, "pullSecretProblems" | "skipped" | "workloads"> & {
    readonly recreation: Pick<Inventory["recreation"], "failing" | "movedImages" | "running">;
  };
  readonly scheduler: Pick<
    Scheduler,
    | "imageChecks"
    | "lane"
    | "look"
    | "oldestCheckMs"
    | "queueLength"
    | "recheckDurationMs"
    | "registries"
    | "originFailures"
  >;
  /** Undefined where older revisions are not looked at. */
  readonly rollbacks: Pick<RollbackSeries, "lost"> | undefined;
  readonly targets: { readonly size: number };
  /** How many series there are, and how many of them say nothing yet. */
  readonly series: () => { readonly total: number; readonly undecided: number };
  readonly ready: () => boolean;
  readonly informers: () => readonly PageInformer[];
  readonly changes: ChangeLog;
  /** What nodes have for a repository, besides pull secrets: of their docker config, and what else would be asked. */
  readonly nodes: (repositoryName: string) => {
    readonly credentials: readonly MatchedCredential[];
    readonly others: readonly string[];
  };
  /** Whether everybody who is let in has shown a password or a verified certificate. */
  readonly isProtected: () => boolean;
}

export interface PageInformer {
  readonly resource: string;
  readonly state: "pending" | "synced" | "forbidden" | "overdue";
  /** What keeps it from being up to date at present. */
  readonly error?: string;
}
