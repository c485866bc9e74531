import { VERDICTS, type Verdict } from "../image/outcome.ts";
import type { AvailabilitySink, ContainerLabels, SeriesHandle } from "../inventory/availabilitySink.ts";
import { needsEscaping } from "./escapeText.ts";

/** A verdict in one byte: 0 is none, else its place in `VERDICTS` plus one. */
export type VerdictCode = number;

export const NO_VERDICT: VerdictCode = 0;

/** The byte that stands for a verdict. */
export function verdictCode(verdict: Verdict | undefined): VerdictCode {
  return verdict === undefined ? NO_VERDICT : VERDICTS.indexOf(verdict) + 1;
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
  /** Sequence number: a scrape passes over what was born after it began, so that no series comes twice in it. */
  readonly born: number;
  /** Place in its group; -1 once removed. */
  slot: number;

  constructor(labels: ContainerLabels, born: number, slot: number) {
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
    this.born = born;
    this.slot = slot;
  }

  get labels(): ContainerLabels {
    return this;
  }
}

/** The series of one kind, as they stand in a scrape. */
export interface GroupSnapshot {
  readonly kind: string;
  /** Live: may lose entries, and gain younger ones, while the scrape goes on. */
  readonly entries: readonly (AvailabilityEntry | undefined)[];
  /** The verdicts at the beginning of the scrape, by slot. */
  readonly verdicts: Uint8Array;
}

/** One moment's verdicts. Cheap: a byte for each series is copied, the series themselves are not. */
export interface AvailabilitySnapshot {
  /** Entries with `born` from here on are not part of it. */
  readonly limit: number;
  readonly groups: readonly GroupSnapshot[];
}

/** Keeps the availability series of all containers, for `AvailabilityFamilies` to write. */
export class AvailabilitySeries implements AvailabilitySink {
  readonly #groups = new Map<string, Group>();
  #next = 0;

  add(labels: ContainerLabels): AvailabilityEntry {
    let group = this.#groups.get(labels.kind);
    if (group === undefined) {
      group = new Group();
      this.#groups.set(labels.kind, group);
    }
    return group.add(labels, this.#next++);
  }

  setVerdict(series: SeriesHandle, verdict: Verdict | undefined): void {
    const entry = own(series);
    if (entry.slot >= 0) {
      this.#groups.get(entry.kind)?.set(entry.slot, verdictCode(verdict));
    }
  }

  remove(series: SeriesHandle): void {
    const entry = own(series);
    if (entry.slot >= 0) {
      this.#groups.get(entry.kind)?.remove(entry);
    }
  }

  /** How many series have no verdict. */
  get undecided(): number {
    let count = 0;
    for (const group of this.#groups.values()) {
      count += group.undecided;
    }
    return count;
  }

  snapshot(): AvailabilitySnapshot {
    const groups = [...this.#groups].map(([kind, group]) => ({ kind, ...group.snapshot() }));
    return { limit: this.#next, groups };
  }
}

function own(series: SeriesHandle): AvailabilityEntry {
  if (series instanceof AvailabilityEntry) {
    return series;
  }
  throw new TypeError("Cannot use the series: it is not one that `add` returned");
}

/** Series of one kind in slots, with the verdicts beside them: freed slots are given out again. */
class Group {
  readonly #entries: (AvailabilityEntry | undefined)[] = [];
  #verdicts = new Uint8Array(64);
  readonly #free: number[] = [];

  add(labels: ContainerLabels, born: number): AvailabilityEntry {
    const slot = this.#free.pop() ?? this.#entries.length;
    if (slot >= this.#verdicts.length) {
      const wider = new Uint8Array(this.#verdicts.length * 2);
      wider.set(this.#verdicts);
      this.#verdicts = wider;
    }
    const entry = new AvailabilityEntry(labels, born, slot);
    this.#entries[slot] = entry;
    return entry;
  }

  set(slot: number, code: VerdictCode): void {
    this.#verdicts[slot] = code;
  }

  remove(entry: AvailabilityEntry): void {
    this.#entries[entry.slot] = undefined;
    this.#verdicts[entry.slot] = NO_VERDICT;
    this.#free.push(entry.slot);
    entry.slot = -1;
  }

  get undecided(): number {
    return this.#entries.filter((entry) => entry && this.#verdicts[entry.slot] === NO_VERDICT).length;
  }

  snapshot(): Omit<GroupSnapshot, "kind"> {
    return { entries: this.#entries, verdicts: this.#verdicts.slice(0, this.#entries.length) };
  }
}
