import { crc32 } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { crc32Combine, crc32Shift } from "../../src/series/crc32.ts";

describe("crc32Combine()", () => {
  it("gives the CRC of two texts one after the other", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 3_000 }), (first, second) => {
        const combined = crc32Combine(crc32(first), crc32(second), crc32Shift(second.length));
        expect(combined).to.equal(crc32(Buffer.concat([first, second])));
      }),
    );
  });

  it("gives that of texts of gigabytes", () => {
    // 2^33 + 2^20 zeros, put together in two ways: doubled, and by the sum of their lengths.
    const some = crc32(new Uint8Array(2 ** 20));
    let length = 2 ** 20;
    let crc = some;
    for (; length < 2 ** 33; length *= 2) {
      crc = crc32Combine(crc, crc, crc32Shift(length));
    }
    const appended = crc32Combine(crc, some, crc32Shift(2 ** 20));
    const prepended = crc32Combine(some, crc, crc32Shift(length));
    expect(prepended).to.equal(appended);
  });
});
