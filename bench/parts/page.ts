import type { LoopReport } from "../children/loopProbe.ts";
import type { BenchContext } from "../support/benchContext.ts";
import { buildProbe } from "../support/buildProbe.ts";
import { startCluster, startRegistry } from "../support/childModules.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { untilChecked } from "../support/measureCluster.ts";
import { processUsage } from "../support/processUsage.ts";
import { scrape } from "../support/scrape.ts";
import { GROWING, withinTime } from "../support/shapes.ts";
import { median } from "../support/statistics.ts";

const MARK_MS = 100;
const MARK_STRETCH_MS = 10;

/** What each page is asked with, on the largest cluster. */
const PATHS = [
  "/",
  "/images",
  "/images?search=app-1&limit=500",
  "/workloads?state=available&after=m",
  "/search?search=nothing-has-this-name",
  "/image?name=",
  "/registries",
  "/exporter",
  "/api/v1/status",
  "/api/v1/images?limit=500",
];

/** Pages of the status page while checks go on, and what having it costs. */
export async function pageFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const shape of withinTime(GROWING, context.quick).slice(-1)) {
    const preload = await buildProbe(context.folder);
    const registry = await startRegistry(context);
    await using _registry = registry.child;
    const cluster = await startCluster(context, shape, [registry.host]);
    await using _cluster = cluster.child;
    for (const on of [false, true]) {
      context.say(`cluster of ${shape.name}, status page ${on ? "on" : "off"}: listing and checking`);
      const exporter = await startExporter(context, cluster.kubeconfig, {
        preload,
        flags: [`--server-status-page=${on}`],
      });
      await using child = exporter.child;
      await untilChecked(context, exporter, registry.child, shape);
      await child.ask("stop");
      const usage = processUsage(child.pid);
      const how = `${round(exporter.readyMs)} ms to ready, ${round(usage.rssMb)} MB once checked`;
      figures.push({ name: `${shape.name}, status page ${on ? "on" : "off"}`, ours: how });
      if (on) {
        figures.push(...(await askPages(exporter.url, child)));
        figures.push({ name: "  memory after that", ours: `${round(processUsage(child.pid).rssMb)} MB` });
      }
    }
  }
  return figures;
}

async function askPages(
  url: string,
  child: { ask<T>(question: string): Promise<T> },
): Promise<readonly Figure[]> {
  const { items } = JSON.parse((await scrape(`${url}/api/v1/images?limit=1`)).body.toString()) as {
    items: readonly [{ image: string }];
  };
  const figures: Figure[] = [];
  for (const path of PATHS) {
    const full = url + (path.endsWith("name=") ? path + encodeURIComponent(items[0].image) : path);
    await scrape(full);
    await child.ask("start");
    const answers = [];
    for (let round = 0; round < 10; round++) {
      answers.push(await scrape(full));
    }
    const loop = await child.ask<LoopReport>("stop");
    const times = answers.map(({ durationMs }) => durationMs);
    const wrong = answers.find(({ status }) => status !== 200);
    if (wrong !== undefined) {
      throw new Error(`${full} is answered with ${wrong.status}`);
    }
    const detail = `worst ${round(Math.max(...times))} ms, ${round((answers[0]?.bytes ?? 0) / 1000)} kB, stretch ${round(loop.longestStretchMs)} ms, garbage ${round(loop.longestGcMs)} ms`;
    figures.push(atMost(`  ${path}`, median(times), MARK_MS, " ms", { detail }));
    figures.push(atMost("    longest stretch of code", loop.longestStretchMs, MARK_STRETCH_MS, " ms"));
  }
  return figures;
}
