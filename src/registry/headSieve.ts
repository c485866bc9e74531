import { giveBack } from "./giveBack.ts";
import { COLON, CR, END_OF_LINE, IN_NAME, IN_SIZE, IN_VALUE, LF, SPACE, TAB } from "./httpBytes.ts";
import { NEEDED_FIELDS } from "./neededFields.ts";

/** What passes of a head as it is: nearly all heads that there are. */
const FREE_BYTES = 16 * 1024;
const FREE_LINES = 128;
/** Of fields that are needed, so many pass besides. */
const NEEDED_LINES = 128;

const MIN_NAME = Math.min(...[...NEEDED_FIELDS].map(({ length }) => length));
const MAX_NAME = Math.max(...[...NEEDED_FIELDS].map(({ length }) => length));

const ONE = 0x31;
/** Turns capital letters into small ones, and leaves digits and hyphens as they are. */
const SMALL = 0x20;
/** Where the status stands in `HTTP/1.1 200 OK`. */
const STATUS_AT = 9;
const NOTHING: Buffer = Buffer.alloc(0);
/** What no parser takes. */
const NONSENSE = Buffer.from([0]);

type Phase =
  | "status"
  | "line"
  | "name"
  | "value"
  | "end of value"
  | "end of head"
  | "size of chunk"
  | "chunk"
  | "rest";

/**
 * Leaves out, of an HTTP/1.1 answer on its way to a parser, what nobody needs: of a head that is longer than any that
 * means well, and of what trails a body, the fields that nothing asks for. Parsers make two objects of each field, be it of four bytes,
 * and hold them until the last one has come. Where a head is malformed they get nonsense besides, which they refuse.
 *
 * A long field that is needed is held until it is complete: parsers would copy all that they have of it with each piece.
 */
export class HeadSieve {
  #phase: Phase = "status";
  #headBytes = 0;
  #passedBytes = 0;
  #isInformational = false;
  #isChunked = false;
  #lines = 0;
  #neededLines = 0;
  #lineBytes = 0;
  /** Where the line begins in the bytes at hand. */
  #lineAt = 0;
  /** Whether the line passes, and whether some of it has. */
  #passes = true;
  #hasBegun = true;
  #isNeeded = false;
  readonly #name = Buffer.alloc(MAX_NAME);
  #nameBytes = 0;
  /** What is left of a chunk, the end of its line included, or its size as far as it is known. */
  #chunkBytes = 0;
  #isExtension = false;
  #held = NOTHING;
  #heldBytes = 0;
  /** What was held and passes now. */
  #spent = NOTHING;
  /** What passes: these, then all of the bytes at hand from `#from` on, unless that is negative. */
  #pieces: Buffer[] = [];
  #from = 0;

  /** How long the head is by now, and what trails the body, in bytes. */
  get headBytes(): number {
    return this.#headBytes;
  }

  /** Whether more is to come of a head, or of what trails the body. */
  get isInHead(): boolean {
    return this.#phase !== "rest" && this.#phase !== "chunk" && this.#phase !== "size of chunk";
  }

  /** What is kept, here or by the parser, of a head that is not complete, in bytes. */
  get keptBytes(): number {
    return this.#passedBytes + this.#heldBytes;
  }

  /** What comes next begins the next answer. Lets go of what is held. */
  begin(): void {
    this.#phase = "status";
    this.#headBytes = 0;
    this.#passedBytes = 0;
    this.#isChunked = false;
    this.#lineBytes = 0;
    this.#passes = true;
    giveBack(this.#held);
    this.#held = NOTHING;
    this.#heldBytes = 0;
  }

  /** @returns what is to be parsed now: the same bytes, or a copy of what is left of them */
  sieve(bytes: Buffer): Buffer {
    this.#lineAt = 0;
    this.#from = this.#isPassing() ? 0 : -1;
    for (let at = 0; at < bytes.length; ) {
      at = this.#step(bytes, at);
    }
    const inLine = this.#phase === "value" || this.#phase === "end of value";
    if (inLine && this.#isNeeded && this.#passes && this.#headBytes > FREE_BYTES) {
      this.#hold(bytes);
    }
    let passed = bytes;
    if (this.#from !== 0 || this.#pieces.length > 0) {
      this.#stopPassing(bytes, bytes.length);
      passed = Buffer.concat(this.#pieces);
      this.#pieces = [];
      giveBack(this.#spent);
      this.#spent = NOTHING;
    }
    this.#passedBytes = this.isInHead ? this.#passedBytes + passed.length : 0;
    return passed;
  }

  #isPassing(): boolean {
    switch (this.#phase) {
      case "name":
      case "value":
        return this.#passes;
      case "end of value":
        return this.#hasBegun;
      default:
        return true;
    }
  }

  /** Looks at some of the bytes from `at` on. @returns where the next ones begin */
  #step(bytes: Buffer, at: number): number {
    switch (this.#phase) {
      case "status":
        return this.#status(bytes, at);
      case "line":
        return this.#line(bytes, at);
      case "name":
        return this.#fieldName(bytes, at);
      case "value":
        return this.#value(bytes, at);
      case "end of value":
      case "end of head":
        return this.#endOfLine(bytes, at);
      case "size of chunk":
        return this.#sizeOfChunk(bytes, at);
      case "chunk":
        return this.#chunk(bytes, at);
      case "rest":
        return bytes.length;
    }
  }

  #status(bytes: Buffer, at: number): number {
    const before = this.#lineBytes;
    const to = this.#toEndOfLine(bytes, at);
    if (before <= STATUS_AT && this.#lineBytes > STATUS_AT) {
      this.#isInformational = bytes[at + STATUS_AT - before] === ONE;
    }
    // Parsers pass over empty lines in front of it.
    if (bytes[to - 1] === LF && this.#lineBytes > END_OF_LINE.length) {
      this.#phase = "line";
      this.#lines = 0;
      this.#neededLines = 0;
    }
    if (bytes[to - 1] === LF) {
      this.#lineBytes = 0;
    }
    return to;
  }

  #line(bytes: Buffer, from: number): number {
    const isFree = this.#lines < FREE_LINES && this.#headBytes < FREE_BYTES;
    const at = isFree ? from : this.#skip(bytes, from);
    if (at > from) {
      this.#stopPassing(bytes, from);
    }
    if (at === bytes.length) {
      return at;
    }
    const byte = bytes[at]!;
    if (byte === CR) {
      this.#startPassing(at);
      this.#headBytes++;
      this.#phase = "end of head";
      return at + 1;
    }
    this.#lines++;
    if (byte === SPACE || byte === TAB) {
      // More of the value before.
      this.#passes = this.#passes && isFree;
      this.#phase = "value";
    } else {
      this.#passes = isFree;
      this.#isNeeded = false;
      this.#nameBytes = 0;
      this.#phase = "name";
    }
    this.#hasBegun = this.#passes;
    this.#lineAt = at;
    if (this.#passes) {
      this.#startPassing(at);
    } else {
      this.#stopPassing(bytes, at);
    }
    return at;
  }

  /** Passes over whole lines of fields that are not needed, which floods are made of. */
  #skip(bytes: Buffer, from: number): number {
    const end = bytes.length;
    for (let line = from; ; ) {
      let at = line;
      while (at < end && IN_NAME[bytes[at]!] === 1) {
        at++;
      }
      const length = at - line;
      const mayBeNeeded = length >= MIN_NAME && length <= MAX_NAME && this.#neededLines < NEEDED_LINES;
      if (at === end || bytes[at] !== COLON || length === 0 || mayBeNeeded) {
        return line;
      }
      at++;
      while (at < end && IN_VALUE[bytes[at]!] === 1) {
        at++;
      }
      if (at + 1 >= end || bytes[at] !== CR || bytes[at + 1] !== LF) {
        return line;
      }
      this.#headBytes += at + END_OF_LINE.length - line;
      line = at + END_OF_LINE.length;
    }
  }

  #fieldName(bytes: Buffer, from: number): number {
    let at = from;
    for (; at < bytes.length && IN_NAME[bytes[at]!] === 1; at++) {
      if (this.#nameBytes < MAX_NAME) {
        this.#name[this.#nameBytes] = bytes[at]! | SMALL;
      }
      this.#nameBytes++;
    }
    this.#headBytes += at - from;
    if (at === bytes.length && this.#nameBytes <= FREE_BYTES) {
      return at;
    }
    if (bytes[at] !== COLON || this.#nameBytes === 0) {
      return this.#refuse(bytes, at);
    }
    if (this.#nameBytes >= MIN_NAME && this.#nameBytes <= MAX_NAME) {
      this.#need(this.#name.toString("latin1", 0, this.#nameBytes), at);
    }
    this.#headBytes++;
    this.#phase = "value";
    return at + 1;
  }

  /** The name of a field is known, and is one of those that are needed, or not. */
  #need(name: string, at: number): void {
    this.#isNeeded = NEEDED_FIELDS.has(name);
    if (this.#isNeeded && !this.#passes && ++this.#neededLines <= NEEDED_LINES) {
      this.#passes = true;
      this.#hasBegun = true;
      this.#pieces.push(Buffer.from(name, "latin1"));
      this.#startPassing(at);
      this.#lineAt = at;
    }
    this.#isChunked ||= name === "transfer-encoding" && this.#passes;
  }

  #value(bytes: Buffer, from: number): number {
    const room = this.#passes && !this.#isNeeded ? Math.max(0, FREE_BYTES - this.#headBytes) : bytes.length;
    const end = Math.min(bytes.length, from + room);
    let at = from;
    while (at < end && IN_VALUE[bytes[at]!] === 1) {
      at++;
    }
    this.#headBytes += at - from;
    if (at === bytes.length) {
      return at;
    }
    if (at === end) {
      this.#passes = false;
      this.#stopPassing(bytes, at);
      return at;
    }
    if (bytes[at] !== CR) {
      return this.#refuse(bytes, at);
    }
    if (this.#hasBegun) {
      this.#startPassing(at);
    }
    this.#headBytes++;
    this.#phase = "end of value";
    return at + 1;
  }

  #endOfLine(bytes: Buffer, at: number): number {
    if (bytes[at] !== LF) {
      return this.#refuse(bytes, at);
    }
    this.#headBytes++;
    if (this.#phase === "end of value") {
      this.#phase = "line";
      if (this.#heldBytes > 0) {
        // Before all of these bytes: the line was there when they came.
        this.#pieces.push(this.#held.subarray(0, this.#heldBytes));
        this.#spent = this.#held;
        this.#held = NOTHING;
        this.#heldBytes = 0;
      }
    } else {
      this.#phase = this.#isInformational ? "status" : this.#isChunked ? "size of chunk" : "rest";
    }
    return at + 1;
  }

  #sizeOfChunk(bytes: Buffer, at: number): number {
    const byte = bytes[at]!;
    if (byte === LF) {
      if (this.#chunkBytes === 0) {
        this.#endChunks();
      } else {
        this.#phase = "chunk";
        this.#chunkBytes += END_OF_LINE.length;
      }
      this.#isExtension = false;
    } else if (!this.#isExtension && IN_SIZE[byte] === 1) {
      this.#chunkBytes = 16 * this.#chunkBytes + Number.parseInt(String.fromCharCode(byte), 16);
    } else {
      this.#isExtension = true;
    }
    return at + 1;
  }

  /** Trailers follow, which are fields as well. */
  #endChunks(): void {
    this.#isChunked = false;
    this.#lines = 0;
    this.#neededLines = 0;
    this.#phase = "line";
  }

  #chunk(bytes: Buffer, at: number): number {
    const here = Math.min(this.#chunkBytes, bytes.length - at);
    this.#chunkBytes -= here;
    if (this.#chunkBytes === 0) {
      this.#phase = "size of chunk";
    }
    return at + here;
  }

  #toEndOfLine(bytes: Buffer, at: number): number {
    const to = bytes.indexOf(LF, at) + 1 || bytes.length;
    this.#lineBytes += to - at;
    this.#headBytes += to - at;
    return to;
  }

  #startPassing(at: number): void {
    if (this.#from < 0) {
      this.#from = at;
    }
  }

  #stopPassing(bytes: Buffer, at: number): void {
    if (this.#from >= 0 && at > this.#from) {
      this.#pieces.push(bytes.subarray(this.#from, at));
    }
    this.#from = -1;
  }

  /** Whoever parses it refuses it here, or at the end of these bytes. */
  #refuse(bytes: Buffer, at: number): number {
    this.#startPassing(at);
    this.#stopPassing(bytes, bytes.length);
    this.#pieces.push(NONSENSE);
    this.#phase = "rest";
    return bytes.length;
  }

  /** Keeps what there is of the line for later. */
  #hold(bytes: Buffer): void {
    this.#stopPassing(bytes, this.#lineAt);
    const size = this.#heldBytes + bytes.length - this.#lineAt;
    if (size > this.#held.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, 2 * this.#held.length, FREE_BYTES));
      this.#held.copy(larger, 0, 0, this.#heldBytes);
      giveBack(this.#held);
      this.#held = larger;
    }
    bytes.copy(this.#held, this.#heldBytes, this.#lineAt);
    this.#heldBytes = size;
  }
}
