import { setImmediate as breathe } from "node:timers/promises";
import { logRollback } from "./checkReport.ts";
import type { Config } from "./config/config.generated.ts";
import type { Inventory } from "./inventory/inventory.ts";
import { RollbackSeries } from "./inventory/rollbackSeries.ts";
import type { TargetSink } from "./inventory/targets.ts";
import { makeInventory } from "./makeInventory.ts";
import type { ExporterMetrics } from "./metrics/exporterMetrics.ts";
import type { RegistryGate } from "./schedule/registryGate.ts";
import { Scheduler, type SchedulerOptions } from "./schedule/scheduler.ts";
import { whenQuiet } from "./schedule/whenQuiet.ts";

/** How long an image waits for a registry of which something that runs is still to be checked, in milliseconds. */
const PATIENCE_MS = 60_000;

/** What checks older revisions, and what is known of them. */
export interface RollbackChecks {
  readonly inventory: Inventory;
  readonly series: RollbackSeries;
  readonly scheduler: Scheduler;
}

/**
 * Has images of older revisions checked where what runs leaves room: registries' budgets are shared.
 *
 * @param options.running checks what runs
 * @param options.kept also tells others of what there is to check
 */
export function createRollbackChecks({
  config,
  running,
  gate,
  kept,
  limitsOf,
  ...context
}: Omit<Parameters<typeof makeInventory>[2], "report" | "present"> &
  Pick<
    SchedulerOptions,
    "budgetOf" | "check" | "checksAtATime" | "registriesAsked" | "limitsOf" | "random"
  > & {
    readonly config: Config;
    readonly metrics: Pick<ExporterMetrics, "availability" | "checkFinished">;
    readonly running: Pick<Scheduler, "onceQuiet">;
    readonly gate: Pick<RegistryGate, "budget" | "state">;
    readonly kept: (sink: TargetSink) => TargetSink;
  }): RollbackChecks {
  const { checkPeriod, recheckWindow, revisionWindow } = config.schedule;
  const { clock, metrics, log } = context;
  const series = new RollbackSeries();
  const scheduler: Scheduler = new Scheduler({
    ...context,
    periods: { checkPeriod, recheckWindow: revisionWindow, failedRecheckPeriod: recheckWindow },
    limitsOf: (host) => ({ ...limitsOf(host), concurrency: 1 }),
    turn: (registry, { signal }) =>
      whenQuiet(
        { onceQuiet: running.onceQuiet(registry), untilMs: clock.monotonic() + PATIENCE_MS },
        { clock, signal },
      ),
    gate: {
      budget: (host) => gate.budget(host),
      state: (host) => gate.state(host),
      forgettable: () => [],
      forget() {},
    },
    onOutcome: (target, outcome) => inventory.recordOutcome(target, outcome),
    observer: {
      checkFinished: (finished) => metrics.checkFinished(finished),
      cycleCompleted() {},
      forgetRegistry() {},
    },
    breathe: () => breathe(),
  });
  const { inventory } = makeInventory(config, kept(scheduler), {
    ...context,
    report: { series, verdictChanged: (...change) => logRollback(log, ...change) },
    present: false,
  });
  return { inventory, series, scheduler };
}
