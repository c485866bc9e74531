import { expect } from "chai";
import fc from "fast-check";
import { LineSplitter } from "../../src/kubernetes/lineSplitter.ts";

function split(chunks: readonly Uint8Array[], maxBytes = 1000): string[] {
  const splitter = new LineSplitter(maxBytes);
  return chunks.flatMap((chunk) => [...splitter.push(chunk)]);
}

describe("LineSplitter", () => {
  it("push() gives complete lines only, without empty ones", () => {
    expect(split([Buffer.from("a\n\nb\r\n\r\nc")])).to.deep.equal(["a", "b\r"]);
  });

  it("push() gives the same lines however the bytes are cut", () => {
    const lines = fc.array(
      fc.string({ unit: "grapheme", minLength: 1 }).filter((line) => !/^\r?$|\n/.test(line)),
    );
    fc.assert(
      fc.property(lines, fc.array(fc.nat(400)), (expected, cuts) => {
        const bytes = Buffer.from(expected.map((line) => `${line}\n`).join(""));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        expect(split(chunks, 10_000)).to.deep.equal(expected);
      }),
    );
  });

  it("push() throws when a line is longer than allowed, before it is complete", () => {
    expect(() => split([Buffer.from("12345"), Buffer.from("678901")], 10)).to.throw(
      "a line is longer than 10 bytes",
    );
    expect(split([Buffer.from("1234567890\n1234567890\n")], 10)).to.have.length(2);
  });

  describe("push(), of a line that is long", () => {
    /** Makes a text long. */
    const PADDING = "é".repeat(40_000);
    const event = (managedFields: unknown, padding = PADDING) => ({
      type: "MODIFIED",
      object: { metadata: { name: '"managedFields":[', managedFields, labels: { a: "b" } }, padding },
    });
    const read = (text: string, size = text.length) => {
      const bytes = Buffer.from(`${text}\n`);
      const lines = new LineSplitter(10_000_000);
      return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      ).flatMap((piece) => [...lines.push(piece)]);
    };

    it("leaves out who set which fields of an object, and nothing else", () => {
      fc.assert(
        fc.property(fc.array(fc.json().map((text) => JSON.parse(text) as unknown)), (fields) => {
          const [line = "", ...others] = read(JSON.stringify(event(fields)), 50_000);
          expect(JSON.parse(line)).to.deep.equal(event([]));
          expect(others).to.deep.equal([]);
        }),
      );
    });

    for (const [what, line] of [
      ["a short one", JSON.stringify(event([{ a: 1 }], ""))],
      ["one without it", JSON.stringify({ PADDING })],
      ["something else of that name", JSON.stringify(event("x"))],
      ["one that breaks off in it", `${JSON.stringify({ PADDING }).slice(0, -1)},"managedFields":[{"a":"`],
    ] as const) {
      it(`leaves ${what} as it is`, () => {
        expect(read(line)[0] === line).to.equal(true);
      });
    }
  });
});
