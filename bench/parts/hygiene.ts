import type { BenchContext } from "../support/benchContext.ts";
import { type Figure, round } from "../support/figure.ts";
import { measureCluster } from "../support/measureCluster.ts";
import { GROWING, withinTime } from "../support/shapes.ts";

const FLAGS: readonly (readonly [string, readonly string[]])[] = [
  ["off", []],
  ["unused pull secrets", ["--hygiene-pull-secrets"]],
  ["workloads", ["--hygiene-workloads"]],
  ["both", ["--hygiene-pull-secrets", "--hygiene-workloads"]],
];

/**
 * What `config.hygiene` costs, on a cluster in which each Deployment has a Service, two Pods, an unused pull secret and
 * one finding.
 */
export async function hygieneFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const shape of withinTime(GROWING.slice(1), context.quick)) {
    for (const [what, flags] of FLAGS) {
      const name = `${shape.name}, hygiene: ${what}`;
      const { usageReady, usageScraped, readyMs, plain } = await measureCluster(context, {
        ...shape,
        name,
        flags,
        surrounded: true,
      });
      const ours =
        `listed ${round(usageReady.rssMb)} MB after ${round(readyMs / 1000)} s, ` +
        `scraped ${round(usageScraped.rssMb)} MB; scrape ${round(plain.medianMs)} ms, ` +
        `${round(plain.bytes / 1e6)} MB, longest stretch ${round(plain.loop.longestStretchMs)} ms`;
      figures.push({ name, ours });
    }
  }
  return figures;
}
