import { expect } from "chai";
import { parseDocument } from "yaml";
import { letMergesWin } from "../../src/cli/mergeKeys.ts";

function merged(yaml: string): unknown {
  const document = parseDocument(yaml, { version: "1.1", uniqueKeys: false });
  letMergesWin(document);
  return (document.toJS() as { readonly x: unknown }).x;
}

describe("letMergesWin()", () => {
  for (const [what, yaml, value] of [
    ["a key before what is merged", "x: {a: 1, <<: {a: 2}}", { a: 2 }],
    ["a key after it, which stays", "x: {<<: {a: 2}, a: 1}", { a: 1 }],
    ["what an alias means", "l: &l {a: 2}\nx: {a: 1, b: 1, <<: *l}", { a: 2, b: 1 }],
    ["an anchor in the same map", "x: {l: &l {a: 2}, a: 1, <<: *l}", { l: { a: 2 }, a: 2 }],
    ["the last anchor of that name", "l: &l {a: 2}\nm: &l {a: 3}\nx: {a: 1, <<: *l}", { a: 3 }],
    ["several, and a list of them", "l: &l {a: 2}\nx: {a: 1, b: 1, <<: [*l, {b: 3}]}", { a: 2, b: 3 }],
    ["a list that an alias means", "l: &l [{a: 2}]\nx: {a: 1, <<: *l}", { a: 2 }],
    ["what is merged into what is merged", "l: &l {a: 2}\nm: &m {<<: *l}\nx: {a: 1, <<: *m}", { a: 2 }],
    ["a text that reads like it, which is none", 'x: {a: 1, "<<": {a: 2}}', { a: 1, "<<": { a: 2 } }],
  ] as const) {
    it(`takes ${what}`, () => {
      expect(merged(yaml)).to.deep.equal(value);
    });
  }

  it("looks at each of ten thousand merges once", () => {
    const yaml = `x: {${Array.from({ length: 10_000 }, (_, index) => `k${index}: 1, <<: {k${index}: 2}`).join(", ")}}`;
    expect(Object.values(merged(yaml) as object).every((value) => value === 2)).to.equal(true);
  });
});
