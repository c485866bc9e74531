import { VERDICTS, type Verdict } from "../image/outcome.ts";
import type { AvailabilitySink, ContainerLabels, SeriesHandle } from "../inventory/availabilitySink.ts";
import { type BlockPicture, NO_VALUE, SeriesBlocks } from "../series/seriesBlocks.ts";
import { KINDS_IN_NAMES, type KindInName } from "./availabilityModes.ts";
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
  /** Place among those that are written with it; -1 where it has none. */
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

/** Series at one moment; values are verdict codes. */
export interface KindPicture {
  /** Undefined: of all kinds that have no families of their own name. */
  readonly kind: KindInName | undefined;
  readonly blocks: readonly BlockPicture<AvailabilityEntry>[];
}

/** Keeps the availability series of all containers, for `availabilityFamilies` to write. */
export class AvailabilitySeries implements AvailabilitySink {
  readonly #ofKinds = new Map<string, SeriesBlocks<AvailabilityEntry>>(
    KINDS_IN_NAMES.map((kind) => [kind, makeBlocks()]),
  );
  /** Together: whoever makes an object may name an owner of any kind, which it is reported as. */
  readonly #ofOthers = makeBlocks();

  add(labels: ContainerLabels): AvailabilityEntry {
    const entry = new AvailabilityEntry(labels);
    entry.slot = this.#blocksOf(labels).add(entry);
    return entry;
  }

  setVerdict(series: SeriesHandle, verdict: Verdict | undefined): void {
    const entry = own(series);
    if (entry.slot >= 0) {
      this.#blocksOf(entry).set(entry.slot, verdictCode(verdict));
    }
  }

  remove(series: SeriesHandle): void {
    const entry = own(series);
    if (entry.slot >= 0) {
      this.#blocksOf(entry).remove(entry.slot);
      entry.slot = -1;
    }
  }

  /** How many series there are. */
  get size(): number {
    return this.#all().reduce((sum, { size }) => sum + size, 0);
  }

  /** How many series have no verdict. */
  get undecided(): number {
    return this.#all().reduce((sum, { unset }) => sum + unset, 0);
  }

  /** All series at this moment, whatever becomes of them. */
  picture(): readonly KindPicture[] {
    return [...KINDS_IN_NAMES, undefined].map((kind) => ({
      kind,
      blocks: this.#blocksOf({ kind: kind ?? "" }).pictures(),
    }));
  }

  #blocksOf({ kind }: Pick<ContainerLabels, "kind">): SeriesBlocks<AvailabilityEntry> {
    return this.#ofKinds.get(kind) ?? this.#ofOthers;
  }

  #all(): readonly SeriesBlocks<AvailabilityEntry>[] {
    return [...this.#ofKinds.values(), this.#ofOthers];
  }
}

function makeBlocks(): SeriesBlocks<AvailabilityEntry> {
  return new SeriesBlocks((length) => new Uint8Array(length));
}

function own(series: SeriesHandle): AvailabilityEntry {
  if (series instanceof AvailabilityEntry) {
    return series;
  }
  throw new TypeError("Cannot use the series: it is not one that `add` returned");
}
