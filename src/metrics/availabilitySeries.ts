import { VERDICTS, type Verdict } from "../image/outcome.ts";
import type { AvailabilitySink, ContainerLabels, SeriesHandle } from "../inventory/availabilitySink.ts";
import { type BlockPicture, NO_VALUE, SeriesBlocks } from "../series/seriesBlocks.ts";
import { needsEscaping } from "./escapeText.ts";

/** A verdict as a byte: `NO_VALUE` is none, else its place in `VERDICTS` plus one. */
export type VerdictCode = number;

/** The byte that stands for a verdict. */
export function verdictCode(verdict: Verdict | undefined): VerdictCode {
  return verdict === undefined ? NO_VALUE : VERDICTS.indexOf(verdict) + 1;
}

/**
 * A live series. It is its own labels, in one object, as there may be a million. No text is kept: a line is put
 * together from the very strings that the inventory holds anyway, which is as fast as from prepared text and saves
 * what that would weigh.
 */
export class AvailabilityEntry implements SeriesHandle, ContainerLabels {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly container: string;
  readonly image: string;
  readonly registry: string;
  readonly owner: Readonly<Record<string, string>>;
  /** Whether a value other than `registry` and `owner` must be escaped. */
  readonly awkward: boolean;
  /** Place among those of its kind; -1 where it has none. */
  slot = -1;

  constructor(labels: ContainerLabels) {
    this.namespace = labels.namespace;
    this.kind = labels.kind;
    this.name = labels.name;
    this.container = labels.container;
    this.image = labels.image;
    this.registry = labels.registry;
    this.owner = labels.owner;
    this.awkward = [labels.namespace, labels.kind, labels.name, labels.container, labels.image].some(
      needsEscaping,
    );
  }

  get labels(): ContainerLabels {
    return this;
  }
}

/** The series of one kind at one moment; values are verdict codes. */
export interface KindPicture {
  readonly kind: string;
  readonly blocks: readonly BlockPicture<AvailabilityEntry>[];
}

/** Keeps the availability series of all containers, for `availabilityFamilies` to write. */
export class AvailabilitySeries implements AvailabilitySink {
  readonly #kinds = new Map<string, SeriesBlocks<AvailabilityEntry>>();

  add(labels: ContainerLabels): AvailabilityEntry {
    let series = this.#kinds.get(labels.kind);
    if (series === undefined) {
      series = new SeriesBlocks((length) => new Uint8Array(length));
      this.#kinds.set(labels.kind, series);
    }
    const entry = new AvailabilityEntry(labels);
    entry.slot = series.add(entry);
    return entry;
  }

  setVerdict(series: SeriesHandle, verdict: Verdict | undefined): void {
    const entry = own(series);
    if (entry.slot >= 0) {
      this.#kinds.get(entry.kind)?.set(entry.slot, verdictCode(verdict));
    }
  }

  remove(series: SeriesHandle): void {
    const entry = own(series);
    if (entry.slot >= 0) {
      this.#kinds.get(entry.kind)?.remove(entry.slot);
      entry.slot = -1;
    }
  }

  /** How many series there are. */
  get size(): number {
    return [...this.#kinds.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** How many series have no verdict. */
  get undecided(): number {
    return [...this.#kinds.values()].reduce((sum, { unset }) => sum + unset, 0);
  }

  /** All series at this moment, whatever becomes of them. */
  picture(): readonly KindPicture[] {
    return [...this.#kinds].map(([kind, series]) => ({ kind, blocks: series.pictures() }));
  }
}

function own(series: SeriesHandle): AvailabilityEntry {
  if (series instanceof AvailabilityEntry) {
    return series;
  }
  throw new TypeError("Cannot use the series: it is not one that `add` returned");
}
