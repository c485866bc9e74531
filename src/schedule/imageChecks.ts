import type { CheckResult } from "../image/outcome.ts";
import { type BlockPicture, SeriesBlocks } from "../series/seriesBlocks.ts";
import { CheckStrips, type StripCell } from "./checkStrips.ts";

/** When each image was last checked; one image may be several targets, with different credentials. */
export class ImageChecks {
  readonly #images = new Map<string, { readonly slot: number; targets: number }>();
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

  add(image: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined) {
      entry.targets++;
    } else {
      const slot = this.#series.add(image);
      this.#images.set(image, { slot, targets: 1 });
      this.#strips?.clear(slot);
    }
  }

  remove(image: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined && --entry.targets === 0) {
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
}
