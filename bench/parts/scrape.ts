import type { BenchContext } from "../support/benchContext.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { type ClusterMeasure, measureCluster, type ScrapeMeasure } from "../support/measureCluster.ts";
import { GROWING, withinTime } from "../support/shapes.ts";

/** What the Go exporter takes; see the issue. */
const ORIGINAL: Readonly<Record<string, string>> = { "100,000 containers": "13 to 15 s, 114 MB" };
/** Milliseconds, at what is marked. */
const MARK_MS = { plain: 200, gzip: 15, changed: 60 } as const;
const MARK_CPU_MS = 5;
const MARK_STRETCH_MS = 10;
/** By how much 20 scrapes with either encoding may raise memory. */
const MARK_MORE_MB = 10;
const MARKED = "100,000 containers";

const TITLES = {
  plain: "plain",
  gzip: "gzip, nothing changed",
  changed: "gzip, one block in ten changed",
} as const;

/** Scrapes over a loopback socket from another process. */
export async function scrapeFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const shape of withinTime(GROWING, context.quick)) {
    const measure = await measureCluster(context, shape);
    for (const which of ["plain", "gzip", "changed"] as const) {
      figures.push(...scrapesFigures(measure, which));
    }
    const { usageChecked, usageScrapedOften } = measure;
    const name = `  memory that 40 scrapes of ${shape.name} add`;
    figures.push(atMost(name, usageScrapedOften.rssMb - usageChecked.rssMb, MARK_MORE_MB, " MB"));
  }
  return figures;
}

function scrapesFigures(measure: ClusterMeasure, which: keyof typeof TITLES): readonly Figure[] {
  const { name } = measure.shape;
  const scrapes = measure[which];
  const marked = name === MARKED;
  const title = `scrape of ${name}, ${TITLES[which]}`;
  const detail =
    `${round(scrapes.bytes / 1e6)} MB, worst ${round(scrapes.worstMs)} ms` +
    (which === "changed" ? "" : `, ${round(scrapes.cpuMs)} ms of CPU`);
  const original = ORIGINAL[name];
  const time: Figure = marked
    ? atMost(title, scrapes.medianMs, MARK_MS[which], " ms", {
        detail,
        ...(original !== undefined && { reference: `original: ${original}` }),
      })
    : { name: title, ours: `${round(scrapes.medianMs)} ms (${detail})` };
  const cpu = marked && which === "gzip" ? [atMost("  CPU of each", scrapes.cpuMs, MARK_CPU_MS, " ms")] : [];
  return [time, ...cpu, stretchFigure(scrapes, marked)];
}

function stretchFigure({ loop }: ScrapeMeasure, marked: boolean): Figure {
  const name = "  longest stretch of code during it";
  const detail =
    `event loop held up ${round(loop.longestDelayMs)} ms at most, ` +
    `garbage collection ${round(loop.longestGcMs)} ms at most`;
  return marked
    ? atMost(name, loop.longestStretchMs, MARK_STRETCH_MS, " ms", { detail })
    : { name, ours: `${round(loop.longestStretchMs)} ms (${detail})` };
}
