import { type BlockPicture, SeriesBlocks } from "../series/seriesBlocks.ts";

/** When each image was last checked; one image may be several targets, with different credentials. */
export class ImageChecks {
  readonly #images = new Map<string, { readonly slot: number; targets: number }>();
  readonly #series = new SeriesBlocks<string>((length) => new Float64Array(length));

  /** How many distinct images there are. */
  get size(): number {
    return this.#images.size;
  }

  add(image: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined) {
      entry.targets++;
    } else {
      this.#images.set(image, { slot: this.#series.add(image), targets: 1 });
    }
  }

  remove(image: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined && --entry.targets === 0) {
      this.#images.delete(image);
      this.#series.remove(entry.slot);
    }
  }

  /** @param atMs wall-clock time of a check that said something, in milliseconds */
  record(image: string, atMs: number): void {
    const entry = this.#images.get(image);
    if (entry !== undefined) {
      this.#series.set(entry.slot, atMs);
    }
  }

  /** The images that have been checked, and when, in milliseconds since the epoch. */
  pictures(): readonly BlockPicture<string>[] {
    return this.#series.pictures();
  }
}
