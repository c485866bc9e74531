import { setTimeout as sleep } from "node:timers/promises";
import type { BenchContext } from "../support/benchContext.ts";
import { startCluster, startRegistry } from "../support/childModules.ts";
import type { ClusterShape } from "../support/clusterShape.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { untilChecked } from "../support/measureCluster.ts";
import { processUsage } from "../support/processUsage.ts";

/** What 100,000 Pods may cost, in MB. */
const MARK_MB = 60;

const OPTIONS: readonly (readonly [string, readonly string[]])[] = [
  ["off", []],
  ["running", ["--running-enabled"]],
  ["revisions", ["--workloads-revisions=3"]],
  ["both", ["--running-enabled", "--workloads-revisions=3"]],
];

/** Pods whose status changes at a time, and how often. */
const BEAT = 5_000;
const BEATS = 4;
/** For so long nothing has happened when all is done, in milliseconds. */
const CALM_MS = 1_000;

/**
 * What it costs to watch what Pods run, and to look at older revisions: ten Pods, a ReplicaSet and three older ones for
 * each Deployment.
 */
export async function runningFigures(context: BenchContext): Promise<readonly Figure[]> {
  const workloads = context.quick ? 1_000 : 10_000;
  const shape: ClusterShape = {
    name: `${(10 * workloads).toLocaleString("en")} Pods`,
    workloads,
    containersEach: 1,
    images: workloads / 2,
    pods: 10,
  };
  const figures: Figure[] = [];
  let withoutMb = 0;
  for (const [what, flags] of OPTIONS) {
    const { rssMb, peakRssMb, readyMs, cpuUs } = await measure(context, shape, flags);
    const name = `${shape.name} of ${workloads.toLocaleString("en")} Deployments, ${what}`;
    const detail =
      `${round(rssMb)} MB, peak ${round(peakRssMb)} MB; ready after ${round(readyMs / 1000)} s; ` +
      `${round(cpuUs)} us of CPU for each change of a Pod's status`;
    if (what === "off") {
      withoutMb = rssMb;
      figures.push({ name, ours: detail });
    } else if (what === "running") {
      figures.push(atMost(`${name}: more memory`, rssMb - withoutMb, MARK_MB, " MB", { detail }));
    } else {
      figures.push({ name: `${name}: more memory`, ours: `${round(rssMb - withoutMb)} MB (${detail})` });
    }
  }
  return figures;
}

async function measure(context: BenchContext, shape: ClusterShape, flags: readonly string[]) {
  context.say(`cluster of ${shape.name}: filling it`);
  const registry = await startRegistry(context);
  await using _registry = registry.child;
  const cluster = await startCluster(context, shape, [registry.host]);
  await using _cluster = cluster.child;
  context.say(`cluster of ${shape.name}: listing and checking with ${flags.join(" ") || "all off"}`);
  const exporter = await startExporter(context, cluster.kubeconfig, { flags });
  await using _exporter = exporter.child;
  const { pid } = exporter.child;
  await untilChecked(context, exporter, registry.child, shape);
  await untilCalm(context, pid);
  const { rssMb, peakRssMb } = processUsage(pid);
  const idle = await cpuOver(context, pid, async () => {});
  const busy = await cpuOver(context, pid, async () => {
    for (let beat = 0; beat < BEATS; beat++) {
      await cluster.child.ask("beat", { pods: BEAT });
    }
  });
  const cpuUs = (Math.max(0, busy - idle) * 1e6) / (BEAT * BEATS);
  return { rssMb, peakRssMb, readyMs: exporter.readyMs, cpuUs };
}

/** Processor time, in seconds, until all is done that something brings. */
async function cpuOver(context: BenchContext, pid: number, bring: () => Promise<void>): Promise<number> {
  const { cpuSeconds } = processUsage(pid);
  await bring();
  await untilCalm(context, pid);
  return processUsage(pid).cpuSeconds - cpuSeconds;
}

/** Resolves once the process has taken next to no time for a while. */
async function untilCalm({ signal }: BenchContext, pid: number): Promise<void> {
  for (let before = Number.NEGATIVE_INFINITY; ; ) {
    const { cpuSeconds } = processUsage(pid);
    if (cpuSeconds - before < (0.1 * CALM_MS) / 1_000) {
      return;
    }
    before = cpuSeconds;
    await sleep(CALM_MS, undefined, { signal });
  }
}
