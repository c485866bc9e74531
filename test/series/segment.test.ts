import { constants, inflateRawSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { Segment } from "../../src/series/segment.ts";

/** The end of a deflate stream: a last block with nothing in it. */
const END = Uint8Array.of(0x03, 0x00);

const text = fc.string({ unit: fc.constantFrom("a", "é", "€", "😀", "\n"), maxLength: 2_000 });

describe("Segment", () => {
  it("inflate() gives the text back, and length is that of its UTF-8", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), (pieces) => {
        const segment = new Segment(pieces);
        const bytes = Buffer.from(pieces.join(""));
        expect(Buffer.from(segment.inflate()).equals(bytes)).to.equal(true);
        expect(segment.length).to.equal(bytes.length);
      }),
    );
  });

  it("takes texts of megabytes, and keeps those before as they were", () => {
    const small = new Segment(["small"]);
    const large = "0123456789€".repeat(200_000);
    expect(Buffer.from(new Segment([large, large]).inflate()).toString() === large + large).to.equal(true);
    expect(Buffer.from(small.inflate()).toString()).to.equal("small");
  });

  it("stands with others in one stream, in any order", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        const segments = texts.map((each) => new Segment([each]));
        for (const order of [segments, segments.toReversed()]) {
          const stream = Buffer.concat([...order.map(({ deflated }) => deflated), END]);
          const expected = Buffer.concat(order.map((segment) => segment.inflate()));
          expect(inflateRawSync(stream).equals(expected)).to.equal(true);
        }
      }),
    );
  });

  it("keeps no more than its compressed bytes", () => {
    const { deflated } = new Segment(["m 1\n".repeat(10_000)]);
    expect(deflated.buffer.byteLength).to.equal(deflated.length);
    expect(inflateRawSync(deflated, { finishFlush: constants.Z_SYNC_FLUSH })).to.have.length(40_000);
  });
});
