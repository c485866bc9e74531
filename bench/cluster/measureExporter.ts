import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "../../test/e2e/harness/apiClient.ts";
import type { BenchContext } from "../support/benchContext.ts";
import type { Child } from "../support/child.ts";
import { type ClusterShape, namespaceOf } from "../support/clusterShape.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { untilChecked } from "../support/measureCluster.ts";
import { processUsage } from "../support/processUsage.ts";
import { scrape } from "../support/scrape.ts";
import { median } from "../support/statistics.ts";

/** A filled cluster, and the registry of its images. */
export interface FilledCluster {
  readonly shape: ClusterShape;
  readonly client: ApiClient;
  /** As the exporter's flag takes it. */
  readonly kubeconfig: Parameters<typeof startExporter>[1];
  readonly kubeconfigFile: string;
  readonly registry: Child;
}

export interface ExporterMeasure {
  readonly readyMs: number;
  readonly readyPeakMb: number;
  /** Seconds of processor time until ready. */
  readonly readyCpu: number;
  /** From ready until every image has been checked, as fast as it can. */
  readonly checkedMs: number;
  readonly plain: ScrapeMeasure;
  readonly gzip: ScrapeMeasure;
  /** Thousandths of a processor with 50 changes of a status in a second. */
  readonly changesCpu: number;
  readonly endMb: number;
  readonly peakMb: number;
}

export interface ScrapeMeasure {
  readonly ms: number;
  readonly mb: number;
  readonly cpuMs: number;
}

const SCRAPES = 7;
const CHANGES_PER_SECOND = 50;
const CHANGES_SECONDS = 20;

/** Measures the bundle on a cluster: one process, from its start to its end. */
export async function measureExporter(
  context: BenchContext,
  cluster: FilledCluster,
): Promise<ExporterMeasure> {
  const { shape, client, kubeconfig, registry } = cluster;
  const exporter = await startExporter(context, kubeconfig);
  await using _child = exporter.child;
  const { pid } = exporter.child;
  const { peakRssMb: readyPeakMb, cpuSeconds: readyCpu } = processUsage(pid);
  const beganMs = performance.now();
  await untilChecked(context, exporter, await fromNow(registry), shape);
  const checkedMs = performance.now() - beganMs;
  const plain = await measureScrapes(`${exporter.url}/metrics`, pid, false);
  const gzip = await measureScrapes(`${exporter.url}/metrics`, pid, true);
  const changesCpu = await measureChanges(client, pid, shape, context.signal);
  const { rssMb, peakRssMb } = processUsage(pid);
  return {
    readyMs: exporter.readyMs,
    readyPeakMb,
    readyCpu,
    checkedMs,
    plain,
    gzip,
    changesCpu,
    endMb: rssMb,
    peakMb: peakRssMb,
  };
}

/** How long one round takes at the pace that the exporter has by itself, from ready on, in milliseconds. */
export async function measureDefaultPace(
  context: BenchContext,
  { shape, kubeconfig, registry }: FilledCluster,
): Promise<number> {
  const exporter = await startExporter(context, kubeconfig, { requestsPerSecond: 50 });
  await using _child = exporter.child;
  const beganMs = performance.now();
  await untilChecked(context, exporter, await fromNow(registry), shape);
  return performance.now() - beganMs;
}

/** The registry, which counts from nothing. */
export async function fromNow(registry: Child): Promise<Child> {
  await registry.ask("reset");
  return registry;
}

export async function measureScrapes(url: string, pid: number, gzip: boolean): Promise<ScrapeMeasure> {
  await scrape(url, { gzip });
  const { cpuSeconds } = processUsage(pid);
  const durations: number[] = [];
  let size = 0;
  for (let count = 0; count < SCRAPES; count++) {
    const { durationMs, bytes } = await scrape(url, { gzip });
    durations.push(durationMs);
    size = bytes;
  }
  const cpuMs = ((processUsage(pid).cpuSeconds - cpuSeconds) * 1000) / SCRAPES;
  return { ms: median(durations), mb: size / 1e6, cpuMs };
}

/** Of the next change: what is as it was is no change to an API server. */
let generation = 10;

/** What controllers do all day: statuses of Deployments change, which is nothing to whoever looks at images. */
export async function measureChanges(
  client: ApiClient,
  pid: number,
  { workloads }: ClusterShape,
  signal: AbortSignal,
): Promise<number> {
  const { cpuSeconds } = processUsage(pid);
  const beganMs = performance.now();
  for (let change = 0; change < CHANGES_PER_SECOND * CHANGES_SECONDS; change++) {
    const workload = (change * 7919) % workloads;
    const path = `/apis/apps/v1/namespaces/${namespaceOf(workload)}/deployments/service-${workload}/status`;
    await client.patch(path, { status: { observedGeneration: generation++ } });
    const aheadMs = beganMs + ((change + 1) * 1000) / CHANGES_PER_SECOND - performance.now();
    if (aheadMs > 0) {
      await sleep(aheadMs, undefined, { signal });
    }
  }
  return ((processUsage(pid).cpuSeconds - cpuSeconds) * 1e6) / (performance.now() - beganMs);
}
