import { setTimeout as sleep } from "node:timers/promises";
import type { BenchContext } from "../support/benchContext.ts";
import { startCluster, startRegistry } from "../support/childModules.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { type Figure, round } from "../support/figure.ts";
import { untilChecked } from "../support/measureCluster.ts";
import { processUsage } from "../support/processUsage.ts";
import { scrape } from "../support/scrape.ts";
import { GROWING, MANY_WORKLOADS, SMALL, withinTime } from "../support/shapes.ts";

const SCRAPE_EVERY_MS = 15_000;

/**
 * What the exporter takes of a processor when nothing happens but what always does: every image once in the default
 * window, and a scrape as Prometheus
 * makes it every 15 seconds. In thousandths of a processor, as Kubernetes counts.
 */
export async function paceFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const shape of withinTime([SMALL, ...GROWING.slice(-1), MANY_WORKLOADS], context.quick)) {
    context.say(`cluster of ${shape.name}: at the default pace`);
    const registry = await startRegistry(context);
    await using _registry = registry.child;
    const cluster = await startCluster(context, shape, [registry.host]);
    await using _cluster = cluster.child;
    const exporter = await startExporter(context, cluster.kubeconfig);
    await using _exporter = exporter.child;
    const { pid } = exporter.child;
    await untilChecked(context, exporter, registry.child, shape);

    const { cpuSeconds: soFar } = processUsage(pid);
    const beganMs = performance.now();
    for (let count = 0; count < (context.quick ? 1 : 4); count++) {
      await sleep(SCRAPE_EVERY_MS, undefined, { signal: context.signal });
      await scrape(`${exporter.url}/metrics`, { gzip: true });
    }
    const { cpuSeconds, peakRssMb } = processUsage(pid);
    const share = (cpuSeconds - soFar) / ((performance.now() - beganMs) / 1000);
    figures.push({
      name: `processor at ${shape.name}, at the default pace, scraped every 15 s`,
      ours: `${round(share * 1000)}m (${round(soFar)} s to list and check all once; memory at most ${round(peakRssMb)} MB)`,
    });
  }
  return figures;
}
