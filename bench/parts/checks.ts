import { setTimeout as sleep } from "node:timers/promises";
import type { RegistryCount } from "../children/lightRegistry.ts";
import type { BenchContext } from "../support/benchContext.ts";
import type { Child } from "../support/child.ts";
import { startBareLoop, startCluster, startRegistry } from "../support/childModules.ts";
import type { ClusterShape } from "../support/clusterShape.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { processUsage } from "../support/processUsage.ts";
import { median } from "../support/statistics.ts";

/** CPU per check, as a multiple of the bare loop's. */
const MARK = 1.4;
/**
 * As one registry may be asked 10,000 times a second at most, there are several, with the exporter's default of 16 at a
 * time in all.
 */
const REGISTRIES = 4;
const CONCURRENCY = 4;
/** More than can be checked in a second, so that there is always something to check. */
const SHAPE: ClusterShape = { name: "checks", workloads: 8_000, containersEach: 5, images: 40_000 };
/** The shortest that can be configured: each image is due again right after its check. */
const WITHOUT_PAUSE = ["--schedule-check-period=100ms", "--schedule-recheck-window=1s"];

interface Rate {
  readonly perSecond: number;
  /** Microseconds of processor time each. */
  readonly cpuUs: number;
}

/**
 * The whole exporter checking as fast as it can (schedule, budget, registry client, verdicts, metrics) against undici
 * alone, in turn, so that what else the machine does meets both. What does not have its turn is halted.
 */
export async function checkFigures(context: BenchContext): Promise<readonly Figure[]> {
  context.say("checks against a bare loop");
  const rounds = context.quick ? 3 : 7;
  const registry = await startRegistry(context, REGISTRIES);
  await using _registry = registry.child;
  const cluster = await startCluster(context, SHAPE, registry.hosts);
  await using _cluster = cluster.child;
  await using bare = startBareLoop(context);
  await bare.ask("open", { hosts: registry.hosts, concurrency: CONCURRENCY });
  const flags = [...WITHOUT_PAUSE, `--registries-concurrency=${CONCURRENCY}`];
  const exporter = await startExporter(context, cluster.kubeconfig, { flags });
  await using _exporter = exporter.child;

  const work = { concurrency: CONCURRENCY, images: SHAPE.images };
  const ours: Rate[] = [];
  const theirs: Rate[] = [];
  // The first round warms up: listing, connections, compiled code.
  for (let round = 0; round <= rounds; round++) {
    exporter.child.resume();
    const our = await measureRate(context, exporter.child, registry.child);
    exporter.child.pause();
    await bare.ask("start", work);
    const their = await measureRate(context, bare, registry.child);
    await bare.ask("stop");
    if (round === 0) {
      continue;
    }
    ours.push(our);
    theirs.push(their);
  }
  return figuresOf(ours, theirs);
}

/** Requests count, as the registry sees them: each check of ours is one. */
async function measureRate({ quick, signal }: BenchContext, asker: Child, registry: Child): Promise<Rate> {
  // Requests that wait for each other after a halt.
  await sleep(300, undefined, { signal });
  const look = async () => ({
    count: await registry.ask<RegistryCount>("count"),
    cpuSeconds: processUsage(asker.pid).cpuSeconds,
  });
  const before = await look();
  await sleep(quick ? 1_000 : 2_000, undefined, { signal });
  const after = await look();
  asker.throwIfExited();
  const requests = after.count.requests - before.count.requests;
  const seconds = (after.count.atMs - before.count.atMs) / 1000;
  return {
    perSecond: requests / seconds,
    cpuUs: ((after.cpuSeconds - before.cpuSeconds) * 1e6) / requests,
  };
}

function figuresOf(ours: readonly Rate[], theirs: readonly Rate[]): readonly Figure[] {
  const perSecond = (rates: readonly Rate[]) => median(rates.map((rate) => rate.perSecond));
  const cpuUs = (rates: readonly Rate[]) => median(rates.map((rate) => rate.cpuUs));
  const ratios = ours.map((rate, index) => rate.cpuUs / (theirs[index]?.cpuUs ?? Number.NaN));
  return [
    {
      name: "checks a second, as many as possible",
      ours: round(perSecond(ours)),
      reference: `bare loop: ${round(perSecond(theirs))}`,
    },
    atMost("CPU per check, of the bare loop's", median(ratios), MARK, "x", {
      detail: `${round(cpuUs(ours))} us, ${round(Math.min(...ratios))} to ${round(Math.max(...ratios))}x`,
      reference: `bare loop: ${round(cpuUs(theirs))} us; original: 12x`,
    }),
  ];
}
