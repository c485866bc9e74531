import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { checkNesting } from "../../src/config/checkNesting.ts";
import { problemsOf } from "./loadOf.ts";

const DEEP = 5_000;

describe("checkNesting()", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "nesting-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [what, text, problem] of [
    [
      "an alias that leads back to where it stands",
      "schedule: &a\n  x: [*a]\n",
      "config.schedule.x[0]: expected a value, given an alias of what it stands in (FILE)",
    ],
    [
      "a list that holds itself",
      "images: &a [*a]\n",
      "config.images[0]: expected a value, given an alias of what it stands in (FILE)",
    ],
    [
      "maps of JSON, a long way down",
      `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
      "config.a.a.a.a.a.a.a.a…: expected at most 64 levels of maps and lists, given more (FILE)",
    ],
    [
      "lists of JSON, a long way down",
      `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
      "config[0][0][0][0][0][0][0][0]…: expected at most 64 levels of maps and lists, given more (FILE)",
    ],
    [
      "lists of YAML, as deep as its reader goes",
      `a: ${"[".repeat(100)}${"]".repeat(100)}`,
      "config.a[0][0][0][0][0][0][0]…: expected at most 64 levels of maps and lists, given more (FILE)",
    ],
  ] as const) {
    it(`has one line for ${what}`, async () => {
      const file = join(folder, "config.yaml");
      writeFileSync(file, text);
      expect(await problemsOf({ file })).to.deep.equal([problem.replace("FILE", file)]);
    });
  }

  it("has one line for lists of YAML, deeper than its reader goes", async () => {
    const file = join(folder, "config.yaml");
    writeFileSync(file, `a: ${"[".repeat(DEEP)}`);
    const [line, ...others] = await problemsOf({ file });
    expect(line).to.match(
      / as YAML: Expected at most 256 levels of maps and lists, given more at line 1, column \d+$/,
    );
    expect(others).to.deep.equal([]);
  });

  it("takes 64 levels, and the same thing several times", () => {
    const once = { a: 1 };
    let document: unknown = [once, once];
    for (let level = 2; level < 64; level++) {
      document = [document];
    }
    checkNesting(document, "file");
    expect(() => checkNesting([[document]], "file")).to.throw("64 levels");
  });

  it("names a number that JSON has no word for", async () => {
    const file = join(folder, "config.yaml");
    writeFileSync(
      file,
      "metrics: {maxRegistries: .inf}\nschedule: {maxPerRegistry: -.inf}\nregistries: .nan\n",
    );
    const given = (await problemsOf({ file })).map((line) => /given (\S+)/.exec(line)?.[1]);
    expect(given).to.include.members([".inf", ".nan"]);
  });
});
