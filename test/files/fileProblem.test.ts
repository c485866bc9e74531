import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "yaml";
import { fileProblem } from "../../src/files/fileProblem.ts";

describe("fileProblem()", () => {
  const CASES: readonly (readonly [name: string, read: () => unknown, words: string])[] = [
    ["a file that is not there", () => readFileSync("/none"), "no such file"],
    ["a folder", () => readFileSync("/"), "is a directory"],
    ["a file in a file", () => readFileSync("/etc/passwd/none"), "no such file"],
    ["bad YAML", () => parse("a: 1\na: 2"), "Map keys must be unique at line 2, column 1"],
  ];
  for (const [name, read, words] of CASES) {
    it(`has words for ${name}`, () => {
      let problem: string | undefined;
      try {
        read();
      } catch (error) {
        problem = fileProblem(error);
      }
      expect(problem).to.equal(words);
    });
  }

  it("says the code of another error of the system, which would name the path, and the line of any other", () => {
    const looped = Object.assign(new Error("ELOOP: too many links, open '/a'"), {
      code: "ELOOP",
      syscall: "open",
    });
    expect(fileProblem(looped)).to.equal("ELOOP");
    expect(fileProblem(new Error("broken:\n  there"))).to.equal("broken");
    expect(fileProblem("odd")).to.equal("odd");
  });
});
