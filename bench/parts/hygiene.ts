import type { BenchContext } from "../support/benchContext.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { measureCluster } from "../support/measureCluster.ts";
import { GROWING, withinTime } from "../support/shapes.ts";

const MARK_STRETCH_MS = 10;

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
      const { usageReady, usageScraped, readyMs, plain, gzip, changed } = await measureCluster(context, {
        ...shape,
        name,
        flags,
        surrounded: true,
      });
      const ours =
        `listed ${round(usageReady.rssMb)} MB after ${round(readyMs / 1000)} s, ` +
        `scraped ${round(usageScraped.rssMb)} MB; scrape ${round(plain.bytes / 1e6)} MB, plain ${round(plain.medianMs)} ms, ` +
        `gzip ${round(gzip.medianMs)} ms, ${round(changed.medianMs)} ms with one block in ten changed`;
      const stretch = Math.max(...[plain, gzip, changed].map(({ loop }) => loop.longestStretchMs));
      figures.push(
        { name, ours },
        atMost("  longest stretch of code during scrapes", stretch, MARK_STRETCH_MS, " ms"),
      );
    }
  }
  return figures;
}
