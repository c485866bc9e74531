import type { BenchContext } from "../support/benchContext.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { type ClusterMeasure, measureCluster, type ScrapeMeasure } from "../support/measureCluster.ts";
import { GROWING, withinTime } from "../support/shapes.ts";

/** What the Go exporter takes; see the issue. */
const ORIGINAL: Readonly<Record<string, string>> = { "100,000 containers": "13 to 15 s, 114 MB" };
const MARK_MS = 200;
const MARK_STRETCH_MS = 10;
const MARKED = "100,000 containers";

/** Scrapes over a loopback socket from another process. */
export async function scrapeFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const shape of withinTime(GROWING, context.quick)) {
    const measure = await measureCluster(context, shape);
    figures.push(...encodingFigures(measure, "plain"), ...encodingFigures(measure, "gzip"));
  }
  return figures;
}

function encodingFigures(measure: ClusterMeasure, encoding: "plain" | "gzip"): readonly Figure[] {
  const { name } = measure.shape;
  const scrape = measure[encoding];
  const title = `scrape of ${name}, ${encoding}`;
  const size = `${round(scrape.bytes / 1e6)} MB, worst ${round(scrape.worstMs)} ms`;
  const original = ORIGINAL[name];
  const time: Figure =
    name === MARKED && encoding === "plain"
      ? atMost(title, scrape.medianMs, MARK_MS, " ms", {
          detail: size,
          ...(original !== undefined && { reference: `original: ${original}` }),
        })
      : { name: title, ours: `${round(scrape.medianMs)} ms (${size})` };
  return [time, stretchFigure(scrape, name === MARKED)];
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
