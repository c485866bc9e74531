import { getOrMake } from "../collections/getOrMake.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import { formatBound } from "./formatNumber.ts";
import type { MetricFamily } from "./metricFamily.ts";
import { renderSample } from "./renderSample.ts";

/** A histogram with one label. */
export class HistogramFamily {
  readonly #family: MetricFamily;
  readonly #label: string;
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, { readonly counts: Float64Array; sum: number }>();

  /**
   * @param bounds upper bounds of the buckets, ascending and without infinity, in the family's unit
   */
  constructor(family: MetricFamily, bounds: readonly number[]) {
    this.#family = family;
    this.#label = family.labels[0] ?? "";
    this.#bounds = bounds;
  }

  observe(labelValue: string, value: number): void {
    const series = getOrMake(this.#series, labelValue, () => ({
      counts: new Float64Array(this.#bounds.length + 1),
      sum: 0,
    }));
    const bucket = this.#bounds.findIndex((bound) => value <= bound);
    const index = bucket < 0 ? this.#bounds.length : bucket;
    series.counts[index] = (series.counts[index] ?? 0) + 1;
    series.sum += value;
  }

  /** Drops the series of a label value. */
  forget(labelValue: string): void {
    this.#series.delete(labelValue);
  }

  *write(format: ExpositionFormat): Generator<string, void> {
    yield familyHeader(this.#family, format);
    const { name } = this.#family;
    for (const [value, { counts, sum }] of [...this.#series]) {
      const label = [this.#label, value] as const;
      let piece = "";
      let cumulated = 0;
      counts.forEach((count, index) => {
        cumulated += count;
        const bound = this.#bounds[index] ?? Number.POSITIVE_INFINITY;
        piece += renderSample(`${name}_bucket`, [label, ["le", formatBound(bound, format)]], cumulated);
      });
      yield `${piece}${renderSample(`${name}_sum`, [label], sum)}${renderSample(`${name}_count`, [label], cumulated)}`;
    }
  }
}
