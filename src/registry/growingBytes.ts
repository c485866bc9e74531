import { giveBack } from "./giveBack.ts";

const FIRST_BYTES = 4 * 1024;
const NONE: Buffer = Buffer.alloc(0);

/** Bytes that come one after the other, in memory of their own: what was read at once may be a single byte of them. */
export class GrowingBytes {
  /** May be made smaller: what is behind is forgotten. */
  length = 0;
  #buffer = NONE;

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  /** What they take, in bytes. */
  get capacity(): number {
    return this.#buffer.length;
  }

  /** @param max how many there may be at most */
  push(bytes: Buffer, from: number, to: number, max = Number.POSITIVE_INFINITY): void {
    const length = this.length + to - from;
    if (length > this.#buffer.length) {
      const capacity = Math.min(max, Math.max(length, 2 * this.#buffer.length, FIRST_BYTES));
      const larger = Buffer.allocUnsafeSlow(capacity);
      this.#buffer.copy(larger, 0, 0, this.length);
      giveBack(this.#buffer);
      this.#buffer = larger;
    }
    bytes.copy(this.#buffer, this.length, from, to);
    this.length = length;
  }

  letGo(): void {
    giveBack(this.#buffer);
    this.#buffer = NONE;
    this.length = 0;
  }
}
