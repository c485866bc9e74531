import { expect } from "chai";
import { DOCUMENTS } from "./documents.ts";

/** So many words in a row are no accident. */
const WORDS = 12;

/** Written from one source each, or, as runbooks, read one at a time by somebody who has been woken. */
const GENERATED =
  /^(docs\/(alerts|configuration|metrics)\.md|chart\/VALUES\.md|CHANGELOG\.md|docs\/runbooks\/.*)$/;

describe("documents", () => {
  it("say nothing twice", () => {
    const first = new Map<string, string>();
    const twice = new Set<string>();
    for (const { path, text } of DOCUMENTS.filter(({ path }) => !GENERATED.test(path))) {
      for (const passage of prose(text)) {
        const words = passage.split(/[\s|]+/).filter((word) => word !== "");
        for (let at = 0; at + WORDS <= words.length; at++) {
          const said = words.slice(at, at + WORDS).join(" ");
          const other = first.get(said) ?? path;
          first.set(said, other);
          if (other !== path) {
            twice.add(`${other}, ${path}: ${said}`);
          }
        }
      }
    }
    expect(first.size).to.be.above(10_000);
    expect([...twice]).to.deep.equal([]);
  });
});

/** Without code, where links lead, and the tests that tables name. */
function prose(text: string): readonly string[] {
  return text
    .replaceAll(/`test\/[^`]+`: [^|\n]+/g, "")
    .replaceAll(/\]\([^)]*\)/g, "]")
    .split(/^ *```[\s\S]*?```$/m);
}
