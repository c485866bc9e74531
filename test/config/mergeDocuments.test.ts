import { expect } from "chai";
import { mergeDocuments } from "../../src/config/mergeDocuments.ts";

describe("mergeDocuments", () => {
  const CASES: readonly (readonly [name: string, documents: readonly unknown[], merged: unknown])[] = [
    [
      "merges maps at every depth",
      [{ a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }],
      { a: { b: 1, c: 3, d: 4 } },
    ],
    ["replaces lists", [{ a: [1, 2] }, { a: [3] }], { a: [3] }],
    ["replaces a map by what is none", [{ a: { b: 1 } }, { a: 5 }], { a: 5 }],
    ["keeps what is no map under a map", [{ a: 5 }, { a: { b: 1 } }], { a: 5 }],
    [
      "drops a key that is null, and what lies below it",
      [
        { a: 1, b: { c: 1 } },
        { a: null, b: null },
      ],
      {},
    ],
    ["passes over a document that is not there", [{ a: 1 }, undefined], { a: 1 }],
  ];
  for (const [name, documents, merged] of CASES) {
    it(`mergeDocuments() ${name}`, () => {
      expect(mergeDocuments(documents)).to.deep.equal(merged);
    });
  }

  it("mergeDocuments() leaves its documents alone", () => {
    const below = { a: { list: [{ b: 1 }] } };
    const merged = mergeDocuments([below, { a: { c: 1 } }]) as { a: { list: { b: number }[] } };
    merged.a.list[0]!.b = 2;
    expect(below).to.deep.equal({ a: { list: [{ b: 1 }] } });
  });

  it("mergeDocuments() keeps a key __proto__ a key", () => {
    const merged = mergeDocuments([JSON.parse('{"__proto__": {"polluted": true}}')]) as object;
    expect(Object.keys(merged)).to.deep.equal(["__proto__"]);
    expect(Reflect.get({}, "polluted")).to.equal(undefined);
  });
});
