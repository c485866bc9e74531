import type { ListLimits } from "./listReader.ts";
import { TextBuffer } from "./textBuffer.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** What makes a bracket of a list one of an object. */
const CURLY = 0x20;

/** The elements of `items` stand two levels deep: `{"items":[`. */
const ITEM_DEPTH = 2;
/**
 * Of an object's metadata, who set which of its fields: half of the object or more, in hundreds of small maps, and nobody
 * asks for it. Left out unless a chunk ends in its name.
 */
const LEFT_OUT = Buffer.from('"managedFields":[');
/** Between its brackets. */
const LEFT_OUT_DEPTH = ITEM_DEPTH + 3;
const END_OF_LEFT_OUT = Buffer.from("]");
/** A key begins after a brace or a comma. */
const ITEMS_KEY = /[{,]\s*"items"\s*:\s*$/;

/**
 * Takes the JSON text of a list apart while it comes in: each object of `items` by itself, and the shell around them.
 * So a list is never in memory as a whole, however long it is, and never parsed in one long stretch.
 *
 * It looks at strings and brackets only; whether all of it is JSON is for the parser to say. It works on bytes: none of
 * those it looks for occurs inside a longer character of UTF-8 (RFC 3629).
 */
export class ListSplitter {
  readonly #shell: TextBuffer;
  readonly #object: TextBuffer;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Between the brackets of `items`. */
  #inItems = false;
  #inObject = false;
  #leavesOut = false;

  constructor({ maxObjectBytes, maxShellBytes }: ListLimits) {
    this.#shell = new TextBuffer(maxShellBytes);
    this.#object = new TextBuffer(maxObjectBytes);
  }

  /**
   * Takes a chunk in and gives the texts of the objects that it completes; to be iterated to its end.
   *
   * @throws RangeError when something is longer than allowed
   */
  *push(chunk: Uint8Array): Generator<string, void> {
    let at = 0;
    while (at < chunk.length) {
      if (!this.#inObject) {
        at = this.#takeShell(chunk, at);
        continue;
      }
      const isLeftOut = this.#leavesOut;
      const end = this.#endOfPiece(chunk, at);
      const piece = chunk.subarray(at, end);
      at = end;
      if (isLeftOut) {
        if (!this.#leavesOut) {
          this.#object.add(END_OF_LEFT_OUT);
        }
        continue;
      }
      if (this.#depth > ITEM_DEPTH) {
        this.#object.add(piece);
        continue;
      }
      this.#inObject = false;
      yield this.#wholeObject(piece);
    }
  }

  /** @param last its last piece, and most often its only one */
  #wholeObject(last: Uint8Array): string {
    if (this.#object.isEmpty) {
      return Buffer.from(last.buffer, last.byteOffset, last.length).toString("utf8");
    }
    this.#object.add(last);
    const text = this.#object.text();
    this.#object.clear();
    return text;
  }

  /** The text without the objects, once all has been pushed: `{"metadata":{…},"items":[]}`. */
  shell(): string {
    // What is left of an object that was cut off makes the text as invalid as it was.
    return this.#shell.text() + this.#object.text();
  }

  /**
   * Looks for the brace that closes the object, and for what is left out of it. Nearly all bytes of a list pass here:
   * hence the short ways.
   *
   * @returns the index after it, the one after the bracket that begins or ends what is left out, or the end of the chunk
   */
  #endOfPiece(chunk: Uint8Array, from: number): number {
    let at = from + Number(this.#escaped);
    let depth = this.#depth;
    let inString = this.#inString;
    const endDepth = this.#leavesOut ? LEFT_OUT_DEPTH - 1 : ITEM_DEPTH;
    while (at < chunk.length) {
      const byte = chunk[at++] as number;
      if (inString) {
        if (byte === QUOTE) {
          inString = false;
        } else if (byte === BACKSLASH) {
          at++;
        }
      } else if (byte === QUOTE) {
        inString = true;
      } else if ((byte | CURLY) === OPEN_BRACE) {
        if (++depth === LEFT_OUT_DEPTH && byte === OPEN_BRACKET && endsWithLeftOut(chunk, from, at)) {
          this.#leavesOut = true;
          break;
        }
      } else if ((byte | CURLY) === CLOSE_BRACE && --depth === endDepth) {
        this.#leavesOut = false;
        break;
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#escaped = at > chunk.length;
    return Math.min(at, chunk.length);
  }

  /** Takes what stands around objects. @returns the index at which an object begins, or the end of the chunk */
  #takeShell(chunk: Uint8Array, from: number): number {
    let start = from;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (this.#inString) {
        if (this.#escaped) {
          this.#escaped = false;
        } else if (byte === BACKSLASH) {
          this.#escaped = true;
        } else if (byte === QUOTE) {
          this.#inString = false;
        }
      } else if (byte === QUOTE) {
        this.#inString = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (this.#depth === ITEM_DEPTH - 1) {
          this.#shell.add(chunk.subarray(start, at));
          start = at;
          this.#inItems = byte === OPEN_BRACKET && ITEMS_KEY.test(this.#shell.text());
        }
        if (this.#inItems && this.#depth === ITEM_DEPTH) {
          this.#shell.add(chunk.subarray(start, at));
          this.#inObject = true;
          return at;
        }
        this.#depth++;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (--this.#depth < ITEM_DEPTH) {
          this.#inItems = false;
        }
      } else if (byte === COMMA && this.#inItems) {
        // Without the objects, what separates them has to go too.
        this.#shell.add(chunk.subarray(start, at));
        start = at + 1;
      }
    }
    this.#shell.add(chunk.subarray(start));
    return chunk.length;
  }
}

/** Whether a piece ends with the bracket of what is left out. A key's first quote cannot be inside a string. */
function endsWithLeftOut(chunk: Uint8Array, from: number, end: number): boolean {
  const start = end - LEFT_OUT.length;
  return start >= from && LEFT_OUT.every((byte, index) => chunk[start + index] === byte);
}
