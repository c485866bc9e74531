import { getOrMake } from "../collections/getOrMake.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import type { MetricFamily } from "./metricFamily.ts";
import { renderSample } from "./renderSample.ts";

/** What was counted of series that have their first labels in common; of one alone, where they have them all. */
interface Branch {
  readonly values: readonly string[];
  count: number;
  /** By the value of the next label. */
  below?: Map<string, Branch>;
}

/**
 * A counter with any number of labels, kept label by label: it is added to at each request, and no text is to be made for that.
 */
export class CounterFamily {
  readonly #family: MetricFamily;
  readonly #all: Branch = { values: [], count: 0 };

  constructor(family: MetricFamily) {
    this.#family = family;
  }

  /** Adds to the series with the given label values, in the family's order; the first time, this makes it. */
  add(amount: number, ...values: readonly string[]): void {
    let branch = this.#all;
    for (const value of values) {
      const { values: before } = branch;
      branch.below ??= new Map();
      branch = getOrMake(branch.below, value, () => ({ values: [...before, value], count: 0 }));
    }
    branch.count += amount;
  }

  /** Drops the series whose first label has this value. */
  forget(first: string): void {
    this.#all.below?.delete(first);
  }

  *write(format: ExpositionFormat): Generator<string, void> {
    yield familyHeader(this.#family, format);
    if (this.#family.labels.length === 0) {
      yield this.#lines(this.#all);
    }
    // A copy: they are few, and one that is forgotten and comes back meanwhile must not come twice.
    for (const branch of [...(this.#all.below?.values() ?? [])]) {
      yield this.#lines(branch);
    }
  }

  #lines({ values, count, below }: Branch): string {
    if (below !== undefined) {
      return Array.from(below.values(), (branch) => this.#lines(branch)).join("");
    }
    const { name, labels } = this.#family;
    const pairs = labels.map((label, index) => [label, values[index] ?? ""] as const);
    return renderSample(name, pairs, count);
  }
}
