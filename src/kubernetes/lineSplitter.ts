const NEWLINE = 0x0a;

/**
 * Cuts a stream of bytes into lines, as watches deliver one JSON text a line. Works on bytes: a newline never occurs
 * inside a character of UTF-8 (RFC 3629), so characters that straddle two chunks stay whole.
 */
export class LineSplitter {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  /** @param maxBytes the longest line accepted */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes a chunk in and gives the lines it completes; empty ones are left out.
   *
   * @throws Error when a line is longer than allowed
   */
  *push(chunk: Uint8Array): Generator<string, void> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#add(chunk.subarray(start, end));
      start = end + 1;
      const line = Buffer.concat(this.#parts, this.#size).toString("utf8");
      this.#parts = [];
      this.#size = 0;
      if (line !== "" && line !== "\r") {
        yield line;
      }
    }
    if (start < chunk.length) {
      this.#add(chunk.subarray(start));
    }
  }

  #add(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.#maxBytes) {
      throw new Error(`a line is longer than ${this.#maxBytes} bytes`);
    }
    this.#parts.push(part);
  }
}
