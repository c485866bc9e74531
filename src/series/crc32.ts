// CRC-32 as gzip has it (RFC 1952, section 8): polynomials over GF(2), bit 31 being x^0. Appending n bytes to a text
// multiplies its CRC's polynomial by x^(8n), modulo the generator.

const GENERATOR = 0xed_b8_83_20;
/** x^0. */
const ONE = 0x80_00_00_00;

/** The product of two polynomials, modulo the generator. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = ONE, shifted = b; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) {
      product ^= shifted;
    }
    shifted = (shifted & 1) !== 0 ? (shifted >>> 1) ^ GENERATOR : shifted >>> 1;
  }
  return product >>> 0;
}

/**
 * What appending a text does to the CRC before it, whatever the text says: for `crc32Combine`.
 *
 * @param length the appended text's, in bytes
 */
export function crc32Shift(length: number): number {
  let shift = ONE;
  // x^8, squared at each turn.
  let power = ONE >>> 8;
  for (let rest = length; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      shift = multiply(shift, power);
    }
    power = multiply(power, power);
  }
  return shift;
}

/**
 * The CRC-32 of two texts one after the other.
 *
 * @param secondShift `crc32Shift` of the second text's length
 */
export function crc32Combine(first: number, second: number, secondShift: number): number {
  return (multiply(secondShift, first) ^ second) >>> 0;
}
