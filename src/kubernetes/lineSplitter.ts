const NEWLINE = 0x0a;
/** Shorter texts are read as fast as they are looked through, in bytes. */
const LONG = 64 * 1024;

/** As a key: inside a string, its last quote would be escaped. */
const KEY = Buffer.from('"managedFields":[');

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** What makes a bracket of a list one of an object. */
const CURLY = 0x20;

/**
 * Cuts a stream of bytes into lines, as watches deliver one JSON text a line. Works on bytes: a newline never occurs
 * inside a character of UTF-8 (RFC 3629), so characters that straddle two chunks stay whole. Long lines go without `managedFields`.
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
      const line = lineText(Buffer.concat(this.#parts, this.#size));
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

/**
 * The text of a line. A long one goes without the elements of the first `managedFields` list, as in lists: it makes half of
 * an object with thousands of containers, and to parse it takes longer than all else that is done with the object, in one
 * stretch in which nothing else happens.
 */
function lineText(bytes: Buffer): string {
  const key = bytes.length < LONG ? -1 : bytes.indexOf(KEY);
  if (key < 0) {
    return bytes.toString("utf8");
  }
  const start = key + KEY.length;
  return bytes.toString("utf8", 0, start) + bytes.toString("utf8", endOfList(bytes, start));
}

/** @returns the index of the bracket that closes the list; `start` where none does: whoever parses it finds that out */
function endOfList(bytes: Buffer, start: number): number {
  let depth = 1;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      at = endOfString(bytes, at + 1);
    } else if ((byte | CURLY) === OPEN_BRACE) {
      depth++;
    } else if ((byte | CURLY) === CLOSE_BRACE && --depth === 0) {
      return at;
    }
  }
  return start;
}

/** @returns the index of the quote that ends the string which goes on at `start` */
function endOfString(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== QUOTE) {
    at += bytes[at] === BACKSLASH ? 2 : 1;
  }
  return at;
}
