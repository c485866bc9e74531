/** When each image was last checked; one image may be several targets, with different credentials. */
export class ImageChecks {
  readonly #images = new Map<
    string,
    { readonly born: number; targets: number; lastMs: number | undefined }
  >();
  /** Counts the images that ever were. */
  #born = 0;

  /** How many distinct images there are. */
  get size(): number {
    return this.#images.size;
  }

  add(image: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined) {
      entry.targets++;
    } else {
      this.#images.set(image, { born: this.#born++, targets: 1, lastMs: undefined });
    }
  }

  remove(image: string): void {
    const entry = this.#images.get(image);
    if (entry !== undefined && --entry.targets === 0) {
      this.#images.delete(image);
    }
  }

  /** @param atMs wall-clock time of a check that said something, in milliseconds */
  record(image: string, atMs: number): void {
    const entry = this.#images.get(image);
    if (entry !== undefined) {
      entry.lastMs = atMs;
    }
  }

  /**
   * Images that have been checked, and when, in milliseconds since the epoch. May be consumed in slices while images
   * come and go: one that goes and comes back meanwhile is not told twice.
   */
  *[Symbol.iterator](): Generator<readonly [image: string, lastMs: number]> {
    const end = this.#born;
    for (const [image, { born, lastMs }] of this.#images) {
      // Whatever came later stands behind all that was there.
      if (born >= end) {
        return;
      }
      if (lastMs !== undefined) {
        yield [image, lastMs];
      }
    }
  }
}
