import type { Inventory } from "../inventory/inventory.ts";
import type { NodePlatforms } from "../inventory/nodePlatforms.ts";
import type { Recreation } from "../inventory/recreation.ts";
import type { RollbackSeries } from "../inventory/rollbackSeries.ts";
import type { OriginFailures } from "../schedule/originFailures.ts";
import type { Scheduler } from "../schedule/scheduler.ts";
import type { MetricFamily } from "./metricFamily.ts";

/** What the exporter's copy of a resource is worth. */
export type InformerState = "pending" | "synced" | "forbidden";

/** Where gauges get their values from, at each scrape: the exporter's parts. */
export interface GaugeSources {
  readonly config: {
    readonly metrics: { readonly imageLastCheck: boolean };
    readonly schedule: { readonly recheckWindow: number };
    readonly sharding: { readonly shards: number };
  };
  readonly inventory: Pick<
    Inventory,
    "disabledWorkloads" | "pullSecretProblems" | "skipped" | "unusedPullSecrets" | "workloadFindings"
  > & {
    readonly recreation: Pick<Recreation, "imageNodes" | "movedImages" | "workloadReplicas">;
    readonly nodePlatforms?: Pick<NodePlatforms, "counts"> | undefined;
  };
  /** Undefined where older revisions are not looked at. */
  readonly rollbacks: Pick<RollbackSeries, "complete" | "lost"> | undefined;
  readonly scheduler: Pick<
    Scheduler,
    "imageChecks" | "oldestCheckMs" | "queueLength" | "recheckDurationMs" | "registries"
  > & { readonly originFailures: Pick<OriginFailures, "rows"> };
  readonly targets: { readonly size: number };
  /** By resource. */
  readonly informers: ReadonlyMap<string, InformerState>;
  /** What /readyz says. */
  readonly readiness: { report(): { readonly ready: boolean } };
  /** The exporter's own. */
  readonly version: string;
}

/** A value for each label, and the sample's, which is 1 where it is not given. */
export type GaugeRow<Label extends string> = { readonly [L in Label]: string } & { readonly value?: number };

interface Declaration<Labels extends readonly string[]> extends Omit<MetricFamily, "name" | "type"> {
  readonly labels: Labels;
  /**
   * The samples at this moment: a number, or none, of a gauge without labels, else a row for each. May be consumed in
   * slices while what it tells of changes. What it throws costs this family, not the scrape.
   */
  rows(
    sources: GaugeSources,
  ): Labels extends readonly [] ? number | undefined : Iterable<GaugeRow<Labels[number]>>;
  /** With it, registries for which the label has no room are told together: what becomes of two values. */
  readonly merge?: (a: number, b: number) => number;
  /** There are too many rows to remember them for a scrape: whoever gives them gives none twice. */
  readonly many?: boolean;
}

/** A gauge whose value is asked for at each scrape. */
export interface Gauge extends Omit<Declaration<readonly string[]>, "rows"> {
  readonly type: "gauge";
  rows(sources: GaugeSources): Iterable<Readonly<Record<string, string | number | undefined>>>;
}

/** Declares a gauge: all there is to say about it, but for its name. */
export function gauge<const Labels extends readonly string[]>(declaration: Declaration<Labels>): Gauge {
  return {
    ...declaration,
    type: "gauge",
    rows(sources) {
      const rows = declaration.rows(sources);
      return typeof rows === "object" ? rows : rows === undefined ? [] : [{ value: rows }];
    },
  };
}
