import { crc32Combine } from "../series/crc32.ts";
import type { Segment } from "../series/segment.ts";

// RFC 1952, section 2.3: magic, deflate, no flags, no time, "fastest algorithm", "unknown" operating system.
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255);
/** A last block of fixed Huffman codes that holds nothing but its own end (RFC 1951, section 3.2.3). */
const LAST_BLOCK = [0x03, 0x00] as const;

/** Puts segments together to one gzip file of one member: not all clients read several. */
export class GzipMember {
  /** What the file begins with. */
  readonly header = HEADER;
  #crc = 0;
  #length = 0;

  /** @returns what comes next in the file */
  add({ deflated, length, crc, shift }: Segment): Uint8Array {
    this.#crc = crc32Combine(this.#crc, crc, shift);
    this.#length += length;
    return deflated;
  }

  /** @returns what the file ends with */
  end(): Uint8Array {
    const trailer = Buffer.alloc(LAST_BLOCK.length + 8);
    trailer.set(LAST_BLOCK);
    trailer.writeUInt32LE(this.#crc, LAST_BLOCK.length);
    trailer.writeUInt32LE(this.#length % 2 ** 32, LAST_BLOCK.length + 4);
    return trailer;
  }
}
