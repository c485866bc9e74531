import { getOrMake } from "../collections/getOrMake.ts";
import type { CheckResult } from "../image/outcome.ts";
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

interface Entry {
  readonly slot: number;
  readonly registry: string;
  /** Of whoever was the first to name it. */
  readonly namespace: string;
  targets: number;
  /** Where the last check counts; undefined before there was one. */
  counts: keyof Counts | undefined;
}

/** When each image was last checked; one image may be several targets, with different credentials. */
export class ImageChecks {
  readonly #images = new Map<string, Entry>();
  /** By registry and namespace. */
  readonly #registries = new Map<string, Map<string, Counts>>();
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

  /** @param registry the one that the image's name says */
  add(image: string, registry: string, namespace: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined) {
      entry.targets++;
    } else {
      const slot = this.#series.add(image);
      this.#images.set(image, { slot, registry, namespace, targets: 1, counts: undefined });
      this.#strips?.clear(slot);
    }
  }

  remove(image: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined && --entry.targets === 0) {
      this.#count(entry, undefined);
      this.#images.delete(image);
      this.#series.remove(entry.slot);
    }
  }

  /** @param atMs wall-clock time of a check, in milliseconds: one that was limited says nothing of the image */
  record(image: string, result: CheckResult, atMs: number): void {
    const entry = this.#images.get(image);
    if (entry === undefined) {
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
    for (const [registry, namespaces] of this.#registries) {
      let [answered, unanswered, ratios, worst] = [0, 0, 0, 0];
      for (const counts of namespaces.values()) {
        answered += counts.answered;
        unanswered += counts.unanswered;
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

  #count(entry: Entry, now: Entry["counts"]): void {
    const { registry, namespace, counts: before } = entry;
    if (now === before) {
      return;
    }
    entry.counts = now;
    const namespaces = getOrMake(this.#registries, registry, () => new Map<string, Counts>());
    const images = getOrMake(namespaces, namespace, () => ({ answered: 0, unanswered: 0 }));
    if (before !== undefined) {
      images[before]--;
    }
    if (now !== undefined) {
      images[now]++;
    }
    if (images.answered + images.unanswered === 0) {
      namespaces.delete(namespace);
    }
    if (namespaces.size === 0) {
      this.#registries.delete(registry);
    }
  }
}
