import type { Config } from "../../src/config/config.generated.ts";
import { loadConfig } from "../../src/config/loadConfig.ts";
import type { LostRollback } from "../../src/inventory/rollbackSeries.ts";
import { ChangeLog } from "../../src/page/changeLog.ts";
import type { PageInformer, PageSources } from "../../src/page/pageSources.ts";
import { type FixtureOptions, makeInventory } from "../inventory/inventoryFixture.ts";
import { makeSchedule } from "../schedule/scheduleFixture.ts";

export interface PageFixtureOptions extends FixtureOptions {
  readonly informers?: readonly PageInformer[];
  /** Images of older revisions that cannot be pulled; where it is given, these are looked at. */
  readonly lost?: readonly LostRollback[];
}

/** The defaults, as the exporter would have them. */
export async function defaultConfig(): Promise<Config> {
  const sources = { environment: {}, flags: [], baseDirectory: "/" };
  return (await loadConfig(sources, { signal: AbortSignal.timeout(5_000) })).config;
}

/** What a page is made from: a real inventory and schedule on a fake clock, and registries that answer as the test says. */
export async function pageFixture(options: PageFixtureOptions = {}) {
  const config = await defaultConfig();
  const schedule = makeSchedule({
    strips: true,
    onOutcome: (target, outcome) => made.inventory.recordOutcome(target, outcome),
  });
  const { clock, scheduler, answers, scripted } = schedule;
  const changes = new ChangeLog(clock);
  const made = makeInventory({
    ...options,
    sink: scheduler,
    now: () => clock.now(),
    onVerdict: (...change) => changes.record(...change),
  });
  let guarded = false;
  const sources: PageSources = {
    config,
    part: { shards: options.shards ?? 1, shard: options.shard ?? 0 },
    version: "1.2.3",
    clock,
    startedMs: clock.now(),
    inventory: made.inventory,
    scheduler,
    rollbacks: options.lost && { lost: () => options.lost?.values() as Generator<LostRollback> },
    targets: made.registry,
    series: () => {
      const series = made.series();
      return { total: series.length, undecided: series.filter((line) => line.endsWith(" undefined")).length };
    },
    ready: () => true,
    informers: () => options.informers ?? [{ resource: "deployments", state: "synced" }],
    changes,
    nodes: () => ({ credentials: [], others: [] }),
    isProtected: () => guarded,
  };
  return {
    sources,
    clock,
    answers,
    scripted,
    inventory: made.inventory,
    /** Whether everybody who asks has shown who they are. */
    protect(to: boolean): void {
      guarded = to;
    },
    /** Has all that is known checked; `answers` are by registry. */
    async check(): Promise<void> {
      scheduler.start();
      await clock.advance(2_000);
    },
    stop: () => scheduler.stop(),
  };
}

export type PageFixture = Awaited<ReturnType<typeof pageFixture>>;

export const NOW = { signal: AbortSignal.timeout(60_000) };
