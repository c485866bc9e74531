import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { Segment } from "../../src/series/segment.ts";
import { GzipMember } from "../../src/server/gzipMember.ts";

function fileOf(segments: readonly Segment[]): Buffer {
  const member = new GzipMember();
  return Buffer.concat([member.header, ...segments.map((segment) => member.add(segment)), member.end()]);
}

describe("GzipMember", () => {
  it("is a gzip file of all texts, whose checksum and length are right", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 500 }), { maxLength: 20 }), (texts) => {
        const file = fileOf(texts.map((text) => new Segment([text])));
        // It throws where checksum or length are wrong.
        expect(gunzipSync(file).toString()).to.equal(Buffer.from(texts.join("")).toString());
      }),
    );
  });

  it("is one member: nothing in it begins another", () => {
    const file = fileOf([new Segment(["a\n"]), new Segment(["b\n"])]);
    const truncated = file.subarray(0, -1);
    expect(() => gunzipSync(truncated)).to.throw("unexpected end of file");
    expect(file.subarray(0, 4)).to.deep.equal(Buffer.from([0x1f, 0x8b, 8, 0]));
  });

  it("gives the length modulo 2^32", () => {
    const member = new GzipMember();
    const segment = new Segment(["a".repeat(2 ** 20)]);
    for (let count = 0; count < 4_097; count++) {
      member.add(segment);
    }
    expect(Buffer.from(member.end()).readUInt32LE(6)).to.equal(2 ** 20);
  });
});
