import { getOrMake } from "../../collections/getOrMake.ts";
import type { OwnShard } from "../../inventory/ownShard.ts";
import { SKIP_REASONS, type SkipReason } from "../../inventory/skipReason.ts";
import { LANES, type LaneName } from "../../schedule/scheduled.ts";
import { inSlices } from "../../time/inSlices.ts";
import type { PageInformer, PageSources } from "../pageSources.ts";
import { type ChangeRow, listChanges } from "./changes.ts";
import { listOptions, type OptionRow } from "./configuration.ts";
import { stateOf } from "./containerFilter.ts";
import { type Recreation, readRecreation } from "./recreation.ts";
import { listRegistries, type RegistryRow } from "./registries.ts";
import { timeText } from "./rows.ts";

/** What is so now, in numbers; the answer of /api/v1/status. */
export interface Status extends OwnShard {
  readonly version: string;
  readonly asOf: string;
  readonly startedAt: string;
  readonly ready: boolean;
  /** As metrics count them: Pods of one owner are one. */
  readonly containers: {
    readonly available: number;
    readonly unavailable: number;
    /** Of which nothing is known yet. */
    readonly unknown: number;
    /** That are deliberately not checked, or have no verdict for what the exporter may not see. */
    readonly skipped: number;
  };
  readonly unavailableBy: {
    readonly reason: readonly Count[];
    readonly registry: readonly Count[];
    readonly namespace: readonly Count[];
  };
  readonly skippedBy: readonly { readonly name: SkipReason; readonly containers: number }[];
  readonly checks: {
    readonly images: number;
    readonly targets: number;
    readonly queued: Readonly<Record<LaneName, number>>;
    /** When the one that went unchecked for longest was last checked or discovered; null without any. */
    readonly oldest: string | null;
    readonly windowSeconds: number;
    readonly roundSeconds: number;
  };
  readonly registries: readonly RegistryRow[];
  readonly informers: readonly PageInformer[];
  /** Pull secrets that workloads name and that do not parse, or do not exist. */
  readonly pullSecretProblems: readonly {
    readonly kind: "invalid" | "missing";
    readonly namespace: string;
    readonly name: string;
  }[];
  /** Images that only a mirror still has. */
  readonly mirrorsOnly: readonly {
    readonly image: string;
    readonly registry: string;
    readonly reason: string;
  }[];
  readonly recreation: Recreation;
  /** Of the last day, the newest first. */
  readonly changes: readonly ChangeRow[];
  /** What the exporter was told; null where it is not told. */
  readonly configuration: readonly OptionRow[] | null;
  /** What strangers are not told; empty where nobody is let in who has not shown who they are. */
  readonly withheld: readonly Withheld[];
}

export interface Count {
  readonly name: string;
  readonly containers: number;
}

export type Withheld = (typeof WITHHELD)[number];
const WITHHELD = ["nodes", "secrets", "configuration"] as const;

/** How many rows of each list are told. */
const MAX_ROWS = 100;

/**
 * Sums up what is known.
 *
 * @throws `signal.reason` when `signal` aborts
 */
export async function readStatus(sources: PageSources, { signal }: { signal: AbortSignal }): Promise<Status> {
  const { clock, config, inventory, scheduler, targets, series } = sources;
  const [byReason, byRegistry, byNamespace] = [new Counts(), new Counts(), new Counts()];
  await inSlices(
    inventory.recreation.failing().keys(),
    ({ verdict, handle: { labels } }) => {
      byReason.add(verdict ?? "");
      byRegistry.add(labels.registry);
      byNamespace.add(labels.namespace);
    },
    { clock, signal },
  );
  const unavailable = inventory.recreation.failing().size;
  const { total, undecided } = series();
  const skipped = SKIP_REASONS.map((name) => ({ name, containers: inventory.skipped.get(name) ?? 0 }));
  const oldestMs = scheduler.oldestCheckMs();
  const queued = (lane: LaneName) => scheduler.queueLength(lane);
  const [first, second, third] = LANES;
  return {
    version: sources.version,
    asOf: timeText(clock.now()),
    startedAt: timeText(sources.startedMs),
    ready: sources.ready(),
    ...sources.part,
    containers: {
      available: total - undecided - unavailable,
      unavailable,
      unknown: undecided === 0 ? 0 : await countUnknown(sources, signal),
      skipped: skipped.reduce((sum, { containers }) => sum + containers, 0),
    },
    unavailableBy: {
      reason: byReason.largest(),
      registry: byRegistry.largest(),
      namespace: byNamespace.largest(),
    },
    skippedBy: skipped.filter(({ containers }) => containers > 0),
    checks: {
      images: scheduler.imageChecks.size,
      targets: targets.size,
      queued: { [first]: queued(first), [second]: queued(second), [third]: queued(third) } as Record<
        LaneName,
        number
      >,
      oldest: oldestMs === undefined ? null : timeText(oldestMs),
      windowSeconds: config.schedule.recheckWindow / 1000,
      roundSeconds: scheduler.recheckDurationMs() / 1000,
    },
    registries: listRegistries(sources).slice(0, MAX_ROWS),
    informers: sources.informers(),
    pullSecretProblems: firstOf(inventory.pullSecretProblems(), MAX_ROWS),
    mirrorsOnly: firstOf(scheduler.originFailures.rows(), MAX_ROWS),
    recreation: await readRecreation(sources, { signal }),
    changes: listChanges(sources).slice(0, MAX_ROWS),
    configuration: sources.isProtected() ? listOptions(config) : null,
    withheld: withheld(sources),
  };
}

/** How many series say nothing whose containers are not among those that are skipped. */
async function countUnknown(
  { inventory, clock }: Pick<PageSources, "inventory" | "clock">,
  signal: AbortSignal,
): Promise<number> {
  const unknown = new Set<object>();
  await inSlices(
    inventory.workloads(),
    ({ uses }) => {
      for (const use of uses) {
        if (use.series !== undefined && stateOf(use) === "unknown") {
          unknown.add(use.series);
        }
      }
    },
    { clock, signal },
  );
  return unknown.size;
}

/** What is not told as long as anybody may ask. */
export function withheld({ isProtected }: Pick<PageSources, "isProtected">): readonly Withheld[] {
  return isProtected() ? [] : WITHHELD;
}

/** Counts names, most of which come several times in a row. */
class Counts {
  readonly #counts = new Map<string, { name: string; containers: number }>();
  #last = { name: "", containers: 0 };

  add(name: string): void {
    if (this.#last.name !== name || this.#last.containers === 0) {
      this.#last = getOrMake(this.#counts, name, () => ({ name, containers: 0 }));
    }
    this.#last.containers++;
  }

  /** The largest first, as many as are told. */
  largest(): readonly Count[] {
    return [...this.#counts.values()]
      .sort((a, b) => b.containers - a.containers || (a.name < b.name ? -1 : 1))
      .slice(0, MAX_ROWS);
  }
}

function firstOf<T>(items: Iterable<T>, limit: number): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    if (first.length === limit) {
      break;
    }
    first.push(item);
  }
  return first;
}
