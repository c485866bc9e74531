/** What is kept for the next text, in bytes. */
const KEPT_BYTES = 64 * 1024;

/**
 * Bytes that come in pieces and are read as one, a text mostly. They are copied, so that nothing of a chunk from the network is
 * held on to, into a buffer that is used again: large buffers that live a little longer than their chunk are memory that
 * V8 is slow to give back.
 */
export class TextBuffer {
  readonly #maxBytes: number;
  #bytes = Buffer.alloc(0);
  #size = 0;

  /** @param maxBytes how long a text may become */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** @throws RangeError when there is more than allowed */
  add(piece: Uint8Array): void {
    const size = this.#size + piece.length;
    if (size > this.#maxBytes) {
      throw new RangeError(`is longer than ${this.#maxBytes} bytes`);
    }
    if (size > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(KEPT_BYTES, 2 * size));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#size);
    this.#size = size;
  }

  /** What there is so far, until more is added. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#size);
  }

  /** The text so far. */
  text(): string {
    return this.#bytes.toString("utf8", 0, this.#size);
  }

  /** Begins a new text. */
  clear(): void {
    this.#size = 0;
    if (this.#bytes.length > KEPT_BYTES) {
      this.#bytes = Buffer.alloc(0);
    }
  }
}
