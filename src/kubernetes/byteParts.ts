/** Bytes that come in pieces and are read as one text. */
export class ByteParts {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  /** @param maxBytes how long the text may become */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#size;
  }

  /** @throws RangeError when there is more than allowed */
  add(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#size += part.length;
    if (this.#size > this.#maxBytes) throw new RangeError(`is longer than ${this.#maxBytes} bytes`);
    this.#parts.push(part);
  }

  /** The text so far. */
  text(): string {
    const [first] = this.#parts;
    const whole =
      first && this.#parts.length === 1
        ? Buffer.from(first.buffer, first.byteOffset, first.length)
        : Buffer.concat(this.#parts, this.#size);
    return whole.toString("utf8");
  }

  clear(): void {
    this.#parts = [];
    this.#size = 0;
  }
}
