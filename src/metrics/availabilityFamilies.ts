import { VERDICTS } from "../image/outcome.ts";
import type { Segment } from "../series/segment.ts";
import { KINDS_IN_NAMES, MODES, type Mode } from "./availabilityModes.ts";
import {
  type AvailabilityEntry,
  type KindPicture,
  type VerdictCode,
  verdictCode,
} from "./availabilitySeries.ts";
import { FAMILIES, kindModeFamily, modeFamily } from "./catalogue.ts";
import { escapeLabelValue } from "./escapeText.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { headerSegment } from "./headerSegment.ts";
import type { MetricFamily } from "./metricFamily.ts";

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
 * Writes the availability families of one moment, block by block: what did not change since an earlier scrape is not
 * written again. Each family is in one stretch. The options must be the same each time.
 */
export function* availabilityFamilies(
  kinds: readonly KindPicture[],
  options: AvailabilityOptions,
  format: ExpositionFormat,
): Generator<Segment, void> {
  if (options.names !== "kind-label") {
    for (const kind of KINDS_IN_NAMES) {
      const own = kinds.filter((each) => each.kind === kind);
      for (const [number, mode] of MODES.entries()) {
        const family = kindModeFamily(kind, mode);
        yield headerSegment(family, format);
        yield* segments(
          own,
          number,
          tells(mode),
          modeLine(family, mode, () => `",${kind}="`),
        );
      }
    }
  }
  if (options.names !== "kind-in-name") {
    for (const [index, mode] of MODES.entries()) {
      const family = modeFamily(mode);
      yield headerSegment(family, format);
      const number = MODES.length + index;
      yield* segments(kinds, number, tells(mode), modeLine(family, mode, kindAndName));
    }
  }
  yield headerSegment(FAMILIES.unavailable, format);
  yield* segments(kinds, 2 * MODES.length, (code) => code !== AVAILABLE, unavailableLine);

  /** @param number stands for the family within a block */
  function* segments(
    of: readonly KindPicture[],
    number: number,
    tells: (code: VerdictCode) => boolean,
    line: (entry: AvailabilityEntry, code: VerdictCode) => string,
  ): Generator<Segment, void> {
    for (const { blocks } of of) {
      for (const block of blocks) {
        const segment = block.segment(number, line, tells);
        if (segment.length > 0) {
          yield segment;
        }
      }
    }
  }

  function tells(mode: Mode): (code: VerdictCode) => boolean {
    const wanted = verdictCode(mode);
    return (code) => options.zeros || mode === "available" || code === wanted;
  }

  /** @param middle what stands between the values of the namespace and of the workload's name */
  function modeLine(family: MetricFamily, mode: Mode, middle: (entry: AvailabilityEntry) => string) {
    const wanted = verdictCode(mode);
    const open = `${family.name}{namespace="`;
    return (entry: AvailabilityEntry, code: VerdictCode): string => {
      const value = code === wanted ? '"} 1\n' : '"} 0\n';
      return entry.awkward
        ? open + escapedLabels(entry, middle(entry)) + value
        : `${open}${entry.namespace}${middle(entry)}${entry.name}",container="${entry.container}",image="${entry.image}${value}`;
    };
  }

  function unavailableLine(entry: AvailabilityEntry, code: VerdictCode): string {
    const labels = escapedLabels(entry, kindAndName(entry));
    const registry = escapeLabelValue(entry.registry);
    return `${FAMILIES.unavailable.name}{namespace="${labels}",registry="${registry}",reason="${VERDICTS[code - 1]}"${ownerText(entry.owner)}} 1\n`;
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

const AVAILABLE = verdictCode("available");

function kindAndName({ kind, awkward }: AvailabilityEntry): string {
  return `",kind="${awkward ? escapeLabelValue(kind) : kind}",name="`;
}

/** From the namespace's value to the image's, both without their outer quotes. */
function escapedLabels(entry: AvailabilityEntry, middle: string): string {
  const [namespace, name, container, image] = [entry.namespace, entry.name, entry.container, entry.image].map(
    escapeLabelValue,
  );
  return `${namespace}${middle}${name}",container="${container}",image="${image}`;
}
