/** When each image was last checked; one image may be several targets, with different credentials. */
export class ImageChecks {
  readonly #images = new Map<string, { targets: number; lastMs: number | undefined }>();

  add(image: string): void {
    const entry = this.#images.get(image);
    if (entry) entry.targets++;
    else this.#images.set(image, { targets: 1, lastMs: undefined });
  }

  remove(image: string): void {
    const entry = this.#images.get(image);
    if (entry && --entry.targets === 0) this.#images.delete(image);
  }

  /** @param atMs wall-clock time of a check that said something, in milliseconds */
  record(image: string, atMs: number): void {
    const entry = this.#images.get(image);
    if (entry) entry.lastMs = atMs;
  }

  /** Images that have been checked, and when, in milliseconds since the epoch. */
  *[Symbol.iterator](): Generator<readonly [image: string, lastMs: number]> {
    for (const [image, { lastMs }] of this.#images) if (lastMs !== undefined) yield [image, lastMs];
  }
}
