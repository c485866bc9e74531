import { getOrMake } from "../collections/getOrMake.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import type { MetricFamily } from "./metricFamily.ts";
import { renderSample } from "./renderSample.ts";

/**
 * A counter with any number of labels, kept by the first of them. (prom-client renders a family in one go, tens of
 * milliseconds for a few thousand series, and cannot drop series by one label.)
 */
export class CounterFamily {
  readonly #family: MetricFamily;
  readonly #series = new Map<string, Map<string, { readonly values: readonly string[]; count: number }>>();

  constructor(family: MetricFamily) {
    this.#family = family;
    if (family.labels.length === 0) {
      this.add(0);
    }
  }

  /** Adds to the series with the given label values, in the family's order; the first time, this makes it. */
  add(amount: number, ...values: readonly string[]): void {
    const [first = "", second = ""] = values;
    const group = getOrMake(this.#series, first, () => new Map());
    const key = values.length > 2 ? values.join("\0") : second;
    getOrMake(group, key, () => ({ values, count: 0 })).count += amount;
  }

  /** Drops the series whose first label has this value. */
  forget(first: string): void {
    this.#series.delete(first);
  }

  *write(format: ExpositionFormat): Generator<string, void> {
    yield familyHeader(this.#family, format);
    const { name, labels } = this.#family;
    // A copy: the groups are few, and one that is forgotten and comes back meanwhile must not come twice.
    for (const group of [...this.#series.values()]) {
      let piece = "";
      for (const { values, count } of group.values()) {
        const pairs = labels.map((label, index) => [label, values[index] ?? ""] as const);
        piece += renderSample(name, pairs, count);
      }
      yield piece;
    }
  }
}
