import { expect } from "chai";
import { LineCounter } from "yaml";
import { yamlDocuments } from "../../src/text/yamlDocuments.ts";

const many = (size: number, text: (index: number) => string) =>
  Array.from({ length: size }, (_, index) => text(index)).join("");

/** What would take minutes if each were compared with all others, or the line copied for each error. */
const LARGE: Readonly<Record<string, readonly [yaml: string, problem: RegExp | undefined]>> = {
  "keys of a map": [many(40_000, (index) => `k${index}: 1\n`), undefined],
  "merge keys": [`{${many(20_000, () => "<<: {a: 1}, ")}}`, undefined],
  aliases: [
    `a: &a 1\nb: [${many(20_000, () => "*a, ")}]`,
    /^Expected at most 1000 aliases in a document, given more at line 2, /,
  ],
  "anchors of one node": [
    `a: ${many(100_000, () => "&a ")}1`,
    /^A node can have at most one anchor at line 1, column 7$/,
  ],
};

describe("yamlDocuments()", () => {
  for (const [what, [yaml, problem]] of Object.entries(LARGE)) {
    it(`reads tens of thousands of ${what} in a time that grows with them`, () => {
      const [{ errors } = { errors: [] }] = yamlDocuments(yaml, { version: "1.1" });
      if (problem === undefined) {
        expect(errors).to.deep.equal([]);
      } else {
        expect(errors[0]?.message).to.match(problem);
      }
    });
  }

  it("gives one document after the other, and tells where each line begins", () => {
    const lines = new LineCounter();
    const documents = yamlDocuments("a: yes\n---\nb: [1\n---\nc: {d: 1, d: 2}\n", { version: "1.1", lines });
    const [first, second, third] = [...documents];
    expect(first?.toJS()).to.deep.equal({ a: true });
    expect(second?.errors[0]?.linePos).to.deep.equal([{ line: 4, col: 1 }]);
    expect(third?.errors[0]?.message).to.equal("Map keys must be unique at line 5, column 11");
    expect(lines.linePos(third!.contents!.range[0])).to.deep.equal({ line: 5, col: 1 });
  });

  it("takes keys that differ in type alone for two, as before, and says what is nested too deeply", () => {
    expect([...yamlDocuments('{1: a, "1": b}')][0]?.errors).to.deep.equal([]);
    const [deep] = yamlDocuments(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
    expect(deep?.errors[0]?.message).to.equal(
      "Expected at most 256 levels of maps and lists, given more at line 1, column 257",
    );
  });
});
