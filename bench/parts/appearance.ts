import type { BenchContext } from "../support/benchContext.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { measureCluster } from "../support/measureCluster.ts";
import { GROWING, SMALL, withinTime } from "../support/shapes.ts";
import { median } from "../support/statistics.ts";

const MARK_MS = 500;

/** From the creation of a workload whose image is absent to its metric: to when the next scrape has it. */
export async function appearanceFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const shape of withinTime([SMALL, ...GROWING], context.quick)) {
    const { appearanceMs } = await measureCluster(context, shape);
    const name = `from workload to metric at ${shape.name}`;
    const detail = `worst of ${appearanceMs.length}: ${round(Math.max(...appearanceMs))} ms`;
    figures.push(atMost(name, median(appearanceMs), MARK_MS, " ms", { detail }));
  }
  return figures;
}
