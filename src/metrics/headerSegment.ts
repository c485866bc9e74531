import { getOrMake } from "../collections/getOrMake.ts";
import { Segment } from "../series/segment.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import type { MetricFamily } from "./metricFamily.ts";

const made = {
  text: new WeakMap<MetricFamily, Segment>(),
  openMetrics: new WeakMap<MetricFamily, Segment>(),
};

/** The header of a family of the catalogue, compressed once and for all: to set zlib up costs more than such a text. */
export function headerSegment(family: MetricFamily, format: ExpositionFormat): Segment {
  const kept = format.openMetrics ? made.openMetrics : made.text;
  return getOrMake(kept, family, () => new Segment([familyHeader(family, format)]));
}
