import { constants, crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { crc32Shift } from "./crc32.ts";

/**
 * Lines of an exposition resemble each other: level 2 makes a fifteenth to a twenty-fifth of them, at half a nanosecond
 * a byte or two; the default level takes several times as long for an eighth less.
 */
const DEFLATE = { level: 2, finishFlush: constants.Z_FULL_FLUSH } as const;

const UTF8 = new TextEncoder();
/** The most bytes that a character (a UTF-16 code unit) takes. */
const BYTES_PER_CHARACTER = 3;

/** Where texts are put together: one for all, as memory that V8 does not see is given back late. */
let scratch = new Uint8Array(256 * 1024);

/**
 * Text that is kept compressed: raw deflate (RFC 1951) without a last block, which ends on a byte boundary and refers to
 * nothing before it. So segments stand one after the other in one stream, in any order.
 */
export class Segment {
  readonly deflated: Uint8Array<ArrayBuffer>;
  /** Of the text, in bytes of UTF-8. */
  readonly length: number;
  /** CRC-32 of the text. */
  readonly crc: number;
  /** `crc32Shift` of the length. */
  readonly shift: number;

  /** @param pieces of the text; it takes about two milliseconds for a megabyte, in one stretch */
  constructor(pieces: Iterable<string>) {
    let length = 0;
    for (const piece of pieces) {
      const needed = length + piece.length * BYTES_PER_CHARACTER;
      if (needed > scratch.length) {
        const wider = new Uint8Array(Math.max(needed, scratch.length * 2));
        wider.set(scratch.subarray(0, length));
        scratch = wider;
      }
      length += UTF8.encodeInto(piece, scratch.subarray(length)).written;
    }
    const text = scratch.subarray(0, length);
    // A copy, since what zlib gives has room for more.
    this.deflated = length === 0 ? new Uint8Array() : Uint8Array.from(deflateRawSync(text, DEFLATE));
    this.length = length;
    this.crc = crc32(text);
    this.shift = crc32Shift(length);
  }

  /** The text in UTF-8: a millisecond for some megabytes. */
  inflate(): Uint8Array<ArrayBuffer> {
    return this.length === 0
      ? this.deflated
      : inflateRawSync(this.deflated, {
          finishFlush: constants.Z_SYNC_FLUSH,
          // One more, so that it need not ask whether there is another chunk; 64 is the least that it takes.
          chunkSize: Math.max(64, this.length + 1),
        });
  }
}
