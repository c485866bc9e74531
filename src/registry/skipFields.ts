import { NEEDED_FIELDS } from "./neededFields.ts";

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;
const MIN_NAME = Math.min(...[...NEEDED_FIELDS].map(({ length }) => length));
const MAX_NAME = Math.max(...[...NEEDED_FIELDS].map(({ length }) => length));

/**
 * Passes over whole, well-formed lines of header fields, as fast as it goes.
 *
 * @param keepsNeeded whether it stops before one whose name is as long as that of a field that somebody asks for
 * @returns where the first line begins that it does not pass over
 */
export function skipFields(
  bytes: Uint8Array,
  from: number,
  { keepsNeeded }: { keepsNeeded: boolean },
): number {
  const end = bytes.length;
  for (let line = from; ; ) {
    if (bytes[line] === SPACE) {
      return line; // more of the value before
    }
    let at = line;
    while (at < end && IN_NAME[bytes[at]!] === 1) {
      at++;
    }
    const length = at - line;
    const mayBeNeeded = keepsNeeded && length >= MIN_NAME && length <= MAX_NAME;
    if (at === end || bytes[at] !== COLON || length === 0 || mayBeNeeded) {
      return line;
    }
    at++;
    while (at < end && IN_VALUE[bytes[at]!] === 1) {
      at++;
    }
    if (bytes[at] === CR) {
      at++;
    }
    if (at >= end || bytes[at] !== LF) {
      return line;
    }
    line = at + 1;
  }
}

/** 1 for each byte that Go takes in a field's name, or its value. */
export const IN_NAME = table((byte) => /[!#$%&'*+\-.^_`|~0-9A-Za-z ]/.test(String.fromCharCode(byte)));
export const IN_VALUE = table((byte) => byte === TAB || (byte >= SPACE && byte !== 0x7f));

function table(has: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(has(byte)));
}
