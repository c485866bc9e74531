import { expect } from "chai";
import { parseYaml } from "../../src/text/parseYaml.ts";

describe("parseYaml()", () => {
  it("reads one document, by the words of the version", () => {
    expect(parseYaml("a: yes\nb: [1]\n")).to.deep.equal({ a: "yes", b: [1] });
    expect(parseYaml("a: yes\n", { version: "1.1" })).to.deep.equal({ a: true });
    expect(parseYaml("a: &a {b: 1}\nc: {<<: *a}\n", { schema: "yaml-1.1", merge: true })).to.deep.equal({
      a: { b: 1 },
      c: { b: 1 },
    });
    expect(parseYaml("")).to.equal(null);
  });

  for (const [yaml, problem] of [
    [
      "a: [1",
      "Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 6",
    ],
    ["a: 1\na: 2", "Map keys must be unique at line 2, column 1"],
    ["a: 1\n---\nb: 1", "Expected one document, given a second one at line 2, column 1"],
  ] as const) {
    it(`says of ${JSON.stringify(yaml)}: ${problem}`, () => {
      expect(() => parseYaml(yaml)).to.throw(problem);
    });
  }
});
