import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readValues } from "../../src/chart/readValues.ts";
import { ConfigError } from "../../src/config/configError.ts";
import { mergeDocuments } from "../../src/config/mergeDocuments.ts";
import { MAP_DEFAULTS } from "../../src/config/options.generated.ts";
import { validateDocument } from "../../src/config/validateDocument.generated.ts";
import type { SchemaProblem } from "./helmProblems.ts";
import { findHelms } from "./helms.ts";
import { INVALID_VALUES, isFound, judgeInvalid } from "./invalidFixtures.ts";

const FOLDER = import.meta.dirname;
const { signal } = new AbortController();

describe("the chart with invalid values", () => {
  it("is tried with at least 40 files of them, each of which says why", () => {
    expect(INVALID_VALUES.length).to.be.at.least(40);
    for (const { name, at, keyword } of INVALID_VALUES) {
      expect(at, name).to.match(/^\//);
      expect(keyword, name).to.match(/^[a-zA-Z]+$/);
    }
  });

  describe("in Helm", () => {
    let found3: ReadonlyMap<string, readonly SchemaProblem[]>;
    let found4: ReadonlyMap<string, readonly SchemaProblem[]>;

    before(async function () {
      this.timeout(60_000);
      const helms = await findHelms();
      if (helms === undefined) {
        return this.skip();
      }
      [found3, found4] = await Promise.all([judgeInvalid(helms.helm3), judgeInvalid(helms.helm4)]);
    });

    for (const { name, at, keyword } of INVALID_VALUES) {
      it(`refuses ${name} at ${at} by ${keyword}`, () => {
        const [in3, in4] = [found3.get(name), found4.get(name)];
        expect(isFound(in3, { at, keyword }, { tellsKeys: true }), JSON.stringify(in3)).to.equal(true);
        expect(isFound(in4, { at, keyword }, { tellsKeys: false }), JSON.stringify(in4)).to.equal(true);
      });

      it(`finds nothing else in ${name}`, () => {
        for (const found of [found3, found4]) {
          const others = (found.get(name) ?? []).filter((problem) => problem.keyword !== keyword);
          // What follows from the same mistake: a wrong type is no choice either, and a wrong key fits no pattern.
          expect(others.map((other) => other.keyword)).to.satisfy((keywords: readonly string[]) =>
            keywords.every((each) => ["enum", "if", "not", "pattern"].includes(each)),
          );
        }
      });
    }
  });

  for (const { name, at, keyword, values } of INVALID_VALUES.filter((each) =>
    each.at.startsWith("/config"),
  )) {
    it(`the exporter refuses ${name} at ${at} by ${keyword}`, () => {
      const document = mergeDocuments([MAP_DEFAULTS, values.config]);
      expect(validateDocument(document)).to.equal(false);
      const problems = validateDocument.errors!.map((error) => ({
        at: `/config${error.instancePath.replaceAll("~1", "/")}`,
        keyword: error.keyword,
      }));
      expect(problems).to.deep.include({ at, keyword });
    });
  }

  // Null is a key's default there.
  for (const { name } of INVALID_VALUES.filter(({ text }) => !/: null$/m.test(text))) {
    it(`\`render\` refuses ${name}`, async () => {
      const read: unknown = await readValues(join(FOLDER, "invalid", `${name}.yaml`), { signal }).catch(
        (error: unknown) => error,
      );
      expect(read).to.be.instanceOf(ConfigError);
    });
  }

  it("is all that `render` refuses", async () => {
    for (const file of readdirSync(join(FOLDER, "valid"))) {
      const read: unknown = await readValues(join(FOLDER, "valid", file), { signal }).catch(
        (error: unknown) => error,
      );
      expect(read, file).not.to.be.instanceOf(Error);
    }
  });
});
