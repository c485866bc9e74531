import { readFileSync } from "node:fs";
import { expect } from "chai";
import { RE2JS } from "re2js";
import { goReplaceAll } from "../../../src/registry/runtime/goReplaceAll.ts";

/** What Go 1.26's package regexp made of it; nothing where it does not compile. */
interface Vector {
  readonly pattern: string;
  readonly replacement: string;
  readonly repository: string;
  readonly becomes?: string;
}

describe("goReplaceAll", () => {
  const vectors = readFileSync(new URL("../../vectors/goReplaceAll.jsonl", import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Vector);

  it("makes of repositories what Go makes of them", () => {
    for (const { pattern, replacement, repository, becomes } of vectors) {
      const words = `${pattern} to ${replacement} in ${repository}`;
      let made: string | undefined;
      try {
        made = goReplaceAll(RE2JS.compile(pattern), repository, replacement);
      } catch (error) {
        expect(String(error), words).to.match(/RE2JSSyntaxException/);
      }
      expect(made, words).to.equal(becomes);
    }
    expect(vectors).to.have.length(299);
  });

  it("takes names of JavaScript for names of groups that are not there", () => {
    expect(goReplaceAll(RE2JS.compile("a"), "a/b", "$constructor$__proto__")).to.equal("/b");
  });
});
