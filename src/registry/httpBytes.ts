/** What HTTP/1.1 is made of, as bytes. */

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const COLON = 0x3a;
export const END_OF_LINE = Buffer.from([CR, LF]);
/** 1 for each byte that may stand in a field's name, its value (RFC 9110, sections 5.1 and 5.5), or a chunk's size. */
export const IN_NAME = table((byte) => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(byte)));
export const IN_VALUE = table((byte) => byte === TAB || (byte >= SPACE && byte !== 0x7f));
export const IN_SIZE = table((byte) => /[0-9A-Fa-f]/.test(String.fromCharCode(byte)));

function table(has: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => Number(has(byte)));
}
