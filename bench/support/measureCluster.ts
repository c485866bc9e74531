import { setTimeout as sleep } from "node:timers/promises";
import { BLOCK_SIZE } from "../../src/series/seriesBlocks.ts";
import type { RegistryCount } from "../children/lightRegistry.ts";
import type { LoopReport } from "../children/loopProbe.ts";
import type { BenchContext } from "./benchContext.ts";
import { buildProbe } from "./buildProbe.ts";
import type { Child } from "./child.ts";
import { startCluster, startRegistry } from "./childModules.ts";
import type { ClusterShape } from "./clusterShape.ts";
import { type RunningExporter, startExporter } from "./exporterProcess.ts";
import { type ProcessUsage, processUsage } from "./processUsage.ts";
import { scrape } from "./scrape.ts";
import { median } from "./statistics.ts";

/** The scrapes of one encoding. */
export interface ScrapeMeasure {
  readonly medianMs: number;
  readonly worstMs: number;
  readonly bytes: number;
  /** Processor time of each, of all threads, in milliseconds. */
  readonly cpuMs: number;
  readonly loop: LoopReport;
}

/** What the exporter does on a cluster. */
export interface ClusterMeasure {
  readonly shape: ClusterShape;
  readonly readyMs: number;
  /** From ready until every image has been checked once. */
  readonly checkedMs: number;
  /** From the start until every image was checked. */
  readonly startLoop: LoopReport;
  readonly plain: ScrapeMeasure;
  readonly gzip: ScrapeMeasure;
  /** With gzip, and a workload of every tenth block changed before each. */
  readonly changed: ScrapeMeasure;
  /** From the creation of a workload with an absent image to its metric: each of several, in milliseconds. */
  readonly appearanceMs: readonly number[];
  readonly usageReady: ProcessUsage;
  readonly usageChecked: ProcessUsage;
  /** After 20 scrapes with either encoding; `usageChecked` is after one. */
  readonly usageScrapedOften: ProcessUsage;
  /** At the end of it all. */
  readonly usageScraped: ProcessUsage;
}

const CHECKED_MS = 180_000;
const APPEARANCE_MS = 60_000;
const BLOCKS_PER_CHANGE = 10;
/** Until a change has become series, in milliseconds. */
const CHANGE_MS = 300;
const AVAILABLE = Buffer.from("\nk8s_image_availability_exporter_available{");

const measures = new WeakMap<BenchContext, Map<string, Promise<ClusterMeasure>>>();

/** Measures a shape once, whichever part asks first. */
export function measureCluster(context: BenchContext, shape: ClusterShape): Promise<ClusterMeasure> {
  let known = measures.get(context);
  if (known === undefined) {
    known = new Map();
    measures.set(context, known);
  }
  let measure = known.get(shape.name);
  if (measure === undefined) {
    measure = measureNow(context, shape);
    known.set(shape.name, measure);
  }
  return measure;
}

async function measureNow(context: BenchContext, shape: ClusterShape): Promise<ClusterMeasure> {
  const preload = await buildProbe(context.folder);
  context.say(`cluster of ${shape.name}: filling it`);
  const registry = await startRegistry(context);
  await using _registry = registry.child;
  const cluster = await startCluster(context, shape, [registry.host]);
  await using _cluster = cluster.child;
  context.say(`cluster of ${shape.name}: listing and checking`);
  const exporter = await startExporter(context, cluster.kubeconfig, {
    preload,
    ...(shape.flags !== undefined && { flags: shape.flags }),
  });
  await using _exporter = exporter.child;
  const { child, readyMs } = exporter;
  const usageReady = processUsage(child.pid);

  const beganMs = performance.now();
  await untilChecked(context, exporter, registry.child, shape);
  const checkedMs = performance.now() - beganMs;
  const startLoop = await child.ask<LoopReport>("stop");
  const usageChecked = processUsage(child.pid);

  context.say(`cluster of ${shape.name}: scraping`);
  const plain = await measureScrapes(context, exporter, { gzip: false });
  const gzip = await measureScrapes(context, exporter, { gzip: true });
  const usageScrapedOften = processUsage(child.pid);
  const every = Math.max(1, Math.round((BLOCKS_PER_CHANGE * BLOCK_SIZE) / shape.containersEach));
  const changed = await measureScrapes(context, exporter, {
    gzip: true,
    async before() {
      await cluster.child.ask("touch", { every });
      await sleep(CHANGE_MS, undefined, { signal: context.signal });
    },
  });
  const appearanceMs: number[] = [];
  for (let round = 0; round < (context.quick ? 3 : 5); round++) {
    appearanceMs.push(await measureAppearance(context, exporter, cluster.child, registry.host));
  }
  const usageScraped = processUsage(child.pid);
  return {
    shape,
    readyMs,
    checkedMs,
    startLoop,
    plain,
    gzip,
    changed,
    appearanceMs,
    usageReady,
    usageChecked,
    usageScrapedOften,
    usageScraped,
  };
}

/** Resolves once every container has a verdict. */
export async function untilChecked(
  { signal }: BenchContext,
  { child, url }: RunningExporter,
  registry: Child,
  { workloads, containersEach, images }: ClusterShape,
): Promise<void> {
  const containers = workloads * containersEach;
  const endMs = performance.now() + CHECKED_MS;
  for (let done = 0; done < containers; ) {
    child.throwIfExited();
    if (performance.now() > endMs) {
      throw new Error(`only ${done} of ${containers} containers have a verdict`);
    }
    await sleep(20, undefined, { signal });
    // A large scrape would get in the way of the checks.
    if ((await registry.ask<RegistryCount>("count")).requests < images) {
      continue;
    }
    done = occurrences((await scrape(`${url}/metrics`)).body, AVAILABLE);
  }
}

async function measureScrapes(
  { quick }: BenchContext,
  { child, url }: RunningExporter,
  { gzip, before }: { gzip: boolean; before?: () => Promise<void> },
): Promise<ScrapeMeasure> {
  await scrape(`${url}/metrics`, { gzip });
  await child.ask("start");
  const durations: number[] = [];
  let bytes = 0;
  const { cpuSeconds } = processUsage(child.pid);
  for (let round = 0; round < (quick ? 5 : 20); round++) {
    await before?.();
    child.throwIfExited();
    const { durationMs, bytes: length } = await scrape(`${url}/metrics`, { gzip });
    durations.push(durationMs);
    bytes = length;
  }
  const cpuMs = ((processUsage(child.pid).cpuSeconds - cpuSeconds) * 1000) / durations.length;
  const loop = await child.ask<LoopReport>("stop");
  return { medianMs: median(durations), worstMs: Math.max(...durations), bytes, cpuMs, loop };
}

/**
 * By event: the exporter says so at once when a series changes, and the next scrape has it. To find it by scraping would
 * measure how long it takes to read a scrape.
 */
async function measureAppearance(
  { signal }: BenchContext,
  { child, url }: RunningExporter,
  cluster: Child,
  host: string,
): Promise<number> {
  let read = child.written().length;
  const beganMs = performance.now();
  const name = await cluster.ask<string>("create", {
    image: `${host}/gone/app-${process.hrtime.bigint()}:absent`,
  });
  for (let said = ""; !(said.includes(name) && said.includes("image is unavailable")); ) {
    child.throwIfExited();
    if (performance.now() - beganMs > APPEARANCE_MS) {
      throw new Error(`nothing is said of ${name}`);
    }
    await sleep(1, undefined, { signal });
    const more = child.written(read);
    read += more.length;
    said += more.toString();
  }
  const tookMs = performance.now() - beganMs;
  const sample = new RegExp(
    `^k8s_image_availability_exporter_unavailable\\{[^}]*"${name}"[^}]*"absent"`,
    "m",
  );
  // It stands at the end, as every family in its place: there is no need to read all of a large scrape.
  const { body } = await scrape(`${url}/metrics`);
  if (!sample.test(body.subarray(-64 * 1024).toString())) {
    throw new Error(`the metric of ${name} does not appear`);
  }
  return tookMs;
}

function occurrences(text: Buffer, what: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + what.length)) {
    count++;
  }
  return count;
}
