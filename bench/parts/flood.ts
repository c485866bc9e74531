import { setTimeout as sleep } from "node:timers/promises";
import { FLOODS } from "../children/floodingRegistries.ts";
import type { LoopReport } from "../children/loopProbe.ts";
import type { BenchContext } from "../support/benchContext.ts";
import { buildProbe } from "../support/buildProbe.ts";
import { startCluster, startFloodingRegistries } from "../support/childModules.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { processUsage } from "../support/processUsage.ts";
import { scrape } from "../support/scrape.ts";

const REGISTRIES = 800;
/** How long each is watched, in milliseconds: the first seconds are the worst, when all are asked for the first time. */
const WATCHED_MS = 30_000;
const LOOK_MS = 20;

/** What it takes that 800 registries answer with a megabyte of header fields each, and how late /livez answers meanwhile. */
export async function floodFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  let honestMb = 0;
  for (const flood of Object.keys(FLOODS)) {
    context.say(`800 registries, ${flood}`);
    const { peakMb, latestMs, loop, requests } = await watch(context, flood);
    const detail = `${round(requests)} requests`;
    if (honestMb === 0) {
      honestMb = peakMb;
      figures.push({
        name: `800 registries, ${flood}: memory at most`,
        ours: `${round(peakMb)} MB (${detail})`,
      });
    } else {
      figures.push(
        atMost(`800 registries, ${flood}: memory above that`, peakMb - honestMb, 100, " MB", { detail }),
      );
    }
    figures.push(
      { name: "  latest answer of /livez", ours: `${round(latestMs)} ms` },
      atMost("  longest stretch of code", loop.longestStretchMs, 1_000, " ms", {
        detail: `garbage collection ${round(loop.longestGcMs)}`,
      }),
    );
  }
  return figures;
}

async function watch(context: BenchContext, flood: string) {
  const registries = await startFloodingRegistries(context, { ports: REGISTRIES, flood });
  await using _registries = registries.child;
  const shape = { name: "flood", workloads: REGISTRIES, containersEach: 5, images: REGISTRIES * 5 };
  const cluster = await startCluster(context, shape, registries.hosts);
  await using _cluster = cluster.child;
  const exporter = await startExporter(context, cluster.kubeconfig, {
    requestsPerSecond: 50,
    preload: await buildProbe(context.folder),
  });
  await using _exporter = exporter.child;
  let latestMs = 0;
  const endMs = performance.now() + (context.quick ? WATCHED_MS / 3 : WATCHED_MS);
  while (performance.now() < endMs) {
    exporter.child.throwIfExited();
    latestMs = Math.max(latestMs, (await scrape(`${exporter.url}/livez`)).durationMs);
    await sleep(LOOK_MS, undefined, { signal: context.signal });
  }
  const { peakRssMb: peakMb } = processUsage(exporter.child.pid);
  const loop = await exporter.child.ask<LoopReport>("stop");
  return { peakMb, latestMs, loop, requests: await registries.child.ask<number>("count") };
}
