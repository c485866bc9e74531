import type { BenchContext } from "../support/benchContext.ts";
import { round } from "../support/figure.ts";
import { type ClusterMeasure, measureCluster } from "../support/measureCluster.ts";
import { renderTable } from "../support/renderTable.ts";
import { GROWING, withinTime } from "../support/shapes.ts";
import { median } from "../support/statistics.ts";

const LINES: readonly (readonly [name: string, of: (measure: ClusterMeasure) => number])[] = [
  ["from start to ready, ms", ({ readyMs }) => readyMs],
  ["from ready to all checked, ms", ({ checkedMs }) => checkedMs],
  ["  longest stretch of code in both, ms", ({ startLoop }) => startLoop.longestStretchMs],
  ["  longest garbage collection in both, ms", ({ startLoop }) => startLoop.longestGcMs],
  ["scrape, plain, ms", ({ plain }) => plain.medianMs],
  ["scrape, plain, MB", ({ plain }) => plain.bytes / 1e6],
  ["scrape, gzip, ms", ({ gzip }) => gzip.medianMs],
  ["scrape, gzip, MB", ({ gzip }) => gzip.bytes / 1e6],
  ["from workload to metric, ms", ({ appearanceMs }) => median(appearanceMs)],
  ["memory once scraped, MB", ({ usageScraped }) => usageScraped.rssMb],
];

/** How each figure grows with the cluster: by the side of each other, each with its ratio to the one before. */
export async function growthTable(context: BenchContext): Promise<string> {
  const measures: ClusterMeasure[] = [];
  for (const shape of withinTime(GROWING, context.quick)) {
    measures.push(await measureCluster(context, shape));
  }
  const rows = LINES.map(([name, of]) => {
    const values = measures.map(of);
    const cells = values.map((value, index) => {
      const before = values[index - 1];
      return before === undefined ? round(value) : `${round(value)} (${round(value / before)}x)`;
    });
    return [name, ...cells];
  });
  return renderTable(["growth", ...measures.map(({ shape }) => shape.name)], rows);
}
