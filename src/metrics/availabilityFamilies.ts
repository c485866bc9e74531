import { REASONS } from "../image/reasons.ts";
import { KINDS_IN_NAMES, MODES, type Mode } from "./availabilityModes.ts";
import {
  type AvailabilityEntry,
  type AvailabilitySnapshot,
  type GroupSnapshot,
  NO_VERDICT,
  verdictCode,
} from "./availabilitySeries.ts";
import { FAMILIES, kindModeFamily, modeFamily } from "./catalogue.ts";
import { escapeLabelValue } from "./escapeText.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import type { MetricFamily } from "./metricFamily.ts";
import { PIECE_LENGTH } from "./piece.ts";

/** The part of `config.metrics` that decides which availability families there are. */
export interface AvailabilityOptions {
  /** Which of the original's generations of names are written. */
  readonly names: "kind-in-name" | "kind-label" | "both";
  /** Whether modes other than `available` have samples of 0, too. */
  readonly zeros: boolean;
  /** Names of owner labels by label key, as `ownerLabelNames` gives them. */
  readonly ownerLabels: ReadonlyMap<string, string>;
}

/**
 * Writes the availability families of a snapshot, piece by piece; between two pieces the series may change. Each
 * family is in one stretch, and each series in it once at most.
 */
export function* availabilityFamilies(
  snapshot: AvailabilitySnapshot,
  options: AvailabilityOptions,
  format: ExpositionFormat,
): Generator<string, void> {
  if (options.names !== "kind-label") {
    for (const kind of KINDS_IN_NAMES) {
      const groups = snapshot.groups.filter((group) => group.kind === kind);
      const labels = { name: kind, text: "" };
      for (const mode of MODES) {
        yield* modeSamples(kindModeFamily(kind, mode), mode, groups, () => labels);
      }
    }
  }
  if (options.names !== "kind-in-name") {
    const labelled = (group: GroupSnapshot) => ({
      name: "name",
      text: `kind="${escapeLabelValue(group.kind)}",`,
    });
    for (const mode of MODES) {
      yield* modeSamples(modeFamily(mode), mode, snapshot.groups, labelled);
    }
  }
  yield* unavailableSamples();

  function* modeSamples(
    family: MetricFamily,
    mode: Mode,
    groups: readonly GroupSnapshot[],
    /** The label that holds the workload's name, and what stands before it. */
    kindLabels: (group: GroupSnapshot) => { readonly name: string; readonly text: string },
  ): Generator<string, void> {
    yield familyHeader(family, format);
    const dense = options.zeros || mode === "available";
    const code = verdictCode(mode);
    for (const group of groups) {
      const { name, text } = kindLabels(group);
      const open = `${family.name}{namespace="`;
      const middle = `",${text}${name}="`;
      yield* samples(group, dense ? NO_VERDICT : code, (entry, verdict) => {
        const value = verdict === code ? '"} 1\n' : '"} 0\n';
        if (entry.awkward) {
          return open + escapedLabels(entry, middle) + value;
        }
        return `${open}${entry.namespace}${middle}${entry.name}",container="${entry.container}",image="${entry.image}${value}`;
      });
    }
  }

  function* unavailableSamples(): Generator<string, void> {
    yield familyHeader(FAMILIES.unavailable, format);
    const open = `${FAMILIES.unavailable.name}{namespace="`;
    for (const reason of REASONS) {
      const code = verdictCode(reason);
      for (const group of snapshot.groups) {
        const middle = `",kind="${escapeLabelValue(group.kind)}",name="`;
        yield* samples(group, code, (entry) => {
          const registry = escapeLabelValue(entry.registry);
          const owner = ownerText(entry.owner);
          return `${open}${escapedLabels(entry, middle)}",registry="${registry}",reason="${reason}"${owner}} 1\n`;
        });
      }
    }
  }

  /** The lines of those with the verdict `wanted`, or of all that have one where that is `NO_VERDICT`. */
  function* samples(
    { entries, verdicts }: GroupSnapshot,
    wanted: number,
    line: (entry: AvailabilityEntry, verdict: number) => string,
  ): Generator<string, void> {
    const next = (from: number) => (wanted === NO_VERDICT ? from : verdicts.indexOf(wanted, from));
    let piece = "";
    for (let slot = next(0); slot >= 0 && slot < verdicts.length; slot = next(slot + 1)) {
      const entry = entries[slot];
      const verdict = verdicts[slot] ?? NO_VERDICT;
      if (verdict === NO_VERDICT || entry === undefined || entry.born >= snapshot.limit) {
        continue;
      }
      piece += line(entry, verdict);
      if (piece.length >= PIECE_LENGTH) {
        yield piece;
        piece = "";
      }
    }
    if (piece !== "") {
      yield piece;
    }
  }

  function ownerText(owner: AvailabilityEntry["owner"]): string {
    let text = "";
    for (const [key, name] of options.ownerLabels) {
      const value = owner[key];
      if (value !== undefined) {
        text += `,${name}="${escapeLabelValue(value)}"`;
      }
    }
    return text;
  }
}

/** From the namespace's value to the image's, both without their outer quotes. */
function escapedLabels(entry: AvailabilityEntry, middle: string): string {
  const [namespace, name, container, image] = [entry.namespace, entry.name, entry.container, entry.image].map(
    escapeLabelValue,
  );
  return `${namespace}${middle}${name}",container="${container}",image="${image}`;
}
