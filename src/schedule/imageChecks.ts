import { getOrMake } from "../collections/getOrMake.ts";
import { sameTexts } from "../collections/sameTexts.ts";
import type { CheckResult } from "../image/outcome.ts";
import { each, excluding, type Few, including } from "../inventory/few.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { Target } from "../inventory/targets.ts";
import { type BlockPicture, SeriesBlocks } from "../series/seriesBlocks.ts";
import { CheckStrips, type StripCell } from "./checkStrips.ts";

/** How images fared when they were checked last. */
interface Counts {
  /** Of how many the registry said something, be it a refusal. */
  answered: number;
  /** For how many it could not be reached, or failed. */
  unanswered: number;
}

/** How the images of a registry fared. */
export interface RegistryImages extends Readonly<Counts> {
  readonly registry: string;
  /**
   * The share without an answer, each namespace counting alike, and of several the one that fares worst not at all: whoever may
   * create workloads in one of them decides how many fail.
   */
  readonly unansweredRatio: number;
}

/** Of all, and of each namespace. */
interface RegistryCounts extends Counts {
  readonly namespaces: Map<string, Counts>;
}

/** An image that is kept. */
export interface CheckedImage {
  readonly slot: number;
  readonly registry: string;
  targets: Few<Target>;
  /** Where the last check counts, and for whom; undefined before there was one. */
  counts: keyof Counts | undefined;
  namespaces: readonly string[];
}

/** When each image was last checked; one image may be several targets, with different credentials. */
export class ImageChecks {
  readonly #images = new Map<string, CheckedImage>();
  readonly #registries = new Map<string, RegistryCounts>();
  readonly #series = new SeriesBlocks<string>((length) => new Float64Array(length));

  readonly #strips: CheckStrips | undefined;

  /** @param strips whether the results of the last hours are kept, too */
  constructor({ strips }: { readonly strips?: boolean } = {}) {
    this.#strips = strips === true ? new CheckStrips() : undefined;
  }

  /** How many distinct images there are. */
  get size(): number {
    return this.#images.size;
  }

  /** @returns the target's image, as `record` wants it: found anew at each check, it would be most of what that takes */
  add(target: Target): CheckedImage {
    const { image, request } = target;
    const known = this.#images.get(image);
    if (known !== undefined) {
      known.targets = including(known.targets, target);
      return known;
    }
    const slot = this.#series.add(image);
    const { registry } = request.reference;
    const made = { slot, registry, targets: target, counts: undefined, namespaces: NONE };
    this.#images.set(image, made);
    this.#strips?.clear(slot);
    return made;
  }

  remove(target: Target): void {
    const { image } = target;
    const entry = this.#images.get(image);
    if (entry === undefined) {
      return;
    }
    entry.targets = excluding(entry.targets, target);
    if (entry.targets === undefined) {
      this.#count(entry, undefined);
      this.#images.delete(image);
      this.#series.remove(entry.slot);
    }
  }

  /** @param atMs wall-clock time of a check, in milliseconds: one that was limited says nothing of the image */
  record(entry: CheckedImage, result: CheckResult, atMs: number): void {
    if (entry.targets === undefined) {
      return;
    }
    this.#strips?.record(entry.slot, result, atMs);
    if (result !== "rate_limited") {
      this.#series.set(entry.slot, atMs);
      this.#count(entry, result === "registry_unavailable" ? "unanswered" : "answered");
    }
  }

  /** The registries of which an image was checked. */
  *registries(): Generator<RegistryImages> {
    for (const [registry, { answered, unanswered, namespaces }] of this.#registries) {
      let [ratios, worst] = [0, 0];
      for (const counts of namespaces.values()) {
        const ratio = counts.unanswered / (counts.answered + counts.unanswered);
        ratios += ratio;
        worst = Math.max(worst, ratio);
      }
      const { size } = namespaces;
      yield {
        registry,
        answered,
        unanswered,
        unansweredRatio: size === 1 ? worst : (ratios - worst) / (size - 1),
      };
    }
  }

  /** When an image was last checked, in milliseconds since the epoch; undefined where it was not. */
  checkedMs(image: string): number | undefined {
    const entry = this.#images.get(image);
    return entry && (this.#series.get(entry.slot) || undefined);
  }

  /** What the last hours' checks found, the oldest first; undefined where that is not kept, or the image is unknown. */
  strip(image: string, nowMs: number): readonly StripCell[] | undefined {
    const entry = this.#images.get(image);
    return entry && this.#strips?.read(entry.slot, nowMs);
  }

  /** The images that have been checked, and when, in milliseconds since the epoch. */
  pictures(): readonly BlockPicture<string>[] {
    return this.#series.pictures();
  }

  #count(entry: CheckedImage, now: CheckedImage["counts"]): void {
    const { registry, counts: before, namespaces: counted } = entry;
    const namespaces = now === undefined ? NONE : namesOf(entry);
    if (now === before && sameTexts(namespaces, counted)) {
      return;
    }
    entry.counts = now;
    entry.namespaces = namespaces;
    const all = getOrMake(this.#registries, registry, () => ({ ...NOTHING, namespaces: new Map() }));
    note(all, before, -1);
    note(all, now, 1);
    for (const namespace of counted) {
      const counts = all.namespaces.get(namespace);
      note(counts, before, -1);
      if (counts !== undefined && isNothing(counts)) {
        all.namespaces.delete(namespace);
      }
    }
    for (const namespace of namespaces) {
      note(
        getOrMake(all.namespaces, namespace, () => ({ ...NOTHING })),
        now,
        1,
      );
    }
    if (isNothing(all)) {
      this.#registries.delete(registry);
    }
  }
}

/** The namespaces that name an image at present, with whatever credentials. */
function namesOf({ targets }: CheckedImage): readonly string[] {
  const [first, ...others] = each(targets);
  const names = first === undefined ? NONE : namespacesOf(first);
  return others.length === 0 ? names : [...new Set([names, ...others.map(namespacesOf)].flat())];
}

const NONE: readonly string[] = [];
const NOTHING: Readonly<Counts> = { answered: 0, unanswered: 0 };

function isNothing({ answered, unanswered }: Counts): boolean {
  return answered + unanswered === 0;
}

function note(counts: Counts | undefined, which: keyof Counts | undefined, more: 1 | -1): void {
  if (counts !== undefined && which !== undefined) {
    counts[which] += more;
  }
}
