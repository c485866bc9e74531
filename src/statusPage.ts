import { hostname } from "node:os";
import type { CheckPipeline } from "./checkPipeline.ts";
import type { Config } from "./config/config.generated.ts";
import type { Keyring } from "./credentials/keyring.ts";
import { joinNodeCredentials, type NodeCredentialSource } from "./credentials/nodeCredentials.ts";
import { ownShard } from "./inventory/ownShard.ts";
import type { VerdictListener } from "./inventory/subjects.ts";
import type { ExporterMetrics } from "./metrics/exporterMetrics.ts";
import { ChangeLog } from "./page/changeLog.ts";
import { pageRoutes } from "./page/pageRoutes.ts";
import type { PageInformer } from "./page/pageSources.ts";
import type { Readiness } from "./server/readiness.ts";
import type { Routes } from "./server/routes.ts";
import type { Clock } from "./time/clock.ts";
import { VERSION } from "./version.ts";

/** The parts of the exporter that the page looks at. */
export interface StatusPageParts {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly checks: CheckPipeline;
  readonly metrics: Pick<ExporterMetrics, "seriesCount" | "undecidedSeries">;
  readonly readiness: Readiness;
  readonly informers: () => readonly PageInformer[];
  readonly nodeSources: readonly NodeCredentialSource[];
  /** Of the nodes' docker config. */
  readonly nodeKeyring: () => Keyring | undefined;
  readonly isProtected: () => boolean;
}

/** The status page: what it has to be told from the start, and what it serves. */
export interface StatusPage {
  readonly onVerdict: VerdictListener;
  routes(parts: StatusPageParts): Routes;
}

/** Begins to keep what the page tells of the past. */
export function openStatusPage({ clock }: { readonly clock: Clock }): StatusPage {
  const changes = new ChangeLog(clock);
  const startedMs = clock.now();
  return {
    onVerdict: (...change) => changes.record(...change),
    routes({
      config,
      environment,
      checks,
      metrics,
      readiness,
      informers,
      nodeSources,
      nodeKeyring,
      isProtected,
    }) {
      const joined = joinNodeCredentials(nodeSources, config.nodes.cloud);
      return pageRoutes({
        config,
        part: ownShard(config.sharding, environment.POD_NAME ?? hostname()),
        version: VERSION,
        clock,
        startedMs,
        inventory: checks.inventory,
        scheduler: checks.scheduler,
        rollbacks: checks.rollbacks?.series,
        targets: checks.targets,
        series: () => ({ total: metrics.seriesCount, undecided: metrics.undecidedSeries }),
        ready: () => readiness.report().ready,
        informers,
        changes,
        nodes: (name) => ({
          credentials: nodeKeyring()?.lookup(name) ?? [],
          others: joined.describe(name),
        }),
        isProtected,
      });
    },
  };
}
