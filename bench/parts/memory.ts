import type { BenchContext } from "../support/benchContext.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { measureCluster } from "../support/measureCluster.ts";
import { GROWING, MANY_WORKLOADS, SMALL, withinTime } from "../support/shapes.ts";

const MARKS: Readonly<Record<string, { readonly mb: number; readonly original?: string }>> = {
  "200 containers": { mb: 100, original: "57 MB" },
  "100,000 containers": { mb: 200, original: "1,200 to 1,500 MB" },
  "100,000 workloads": { mb: 350 },
};

/** Resident memory once everything was listed, checked and scraped. */
export async function memoryFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const shape of withinTime([SMALL, ...GROWING, MANY_WORKLOADS], context.quick)) {
    const { usageReady, usageChecked, usageScraped } = await measureCluster(context, shape);
    const detail =
      `listed ${round(usageReady.rssMb)}, checked ${round(usageChecked.rssMb)}, ` +
      `peak ${round(usageScraped.peakRssMb)} MB`;
    const name = `memory at ${shape.name} in ${shape.workloads.toLocaleString("en")} Deployments, scraped`;
    const { mb, original } = MARKS[shape.name] ?? {};
    const reference = original === undefined ? {} : { reference: `original: ${original}` };
    figures.push(
      mb === undefined
        ? { name, ours: `${round(usageScraped.rssMb)} MB (${detail})` }
        : atMost(name, usageScraped.rssMb, mb, " MB", { detail, ...reference }),
    );
  }
  return figures;
}
