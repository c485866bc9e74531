import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { mergeDocuments } from "../../src/config/mergeDocuments.ts";
import { MAP_DEFAULTS } from "../../src/config/options.generated.ts";
import { validateDocument } from "../../src/config/validateDocument.generated.ts";
import { helmProblems, type SchemaProblem } from "./helmProblems.ts";
import { findHelms, type Helm, runHelm } from "./helms.ts";
import { withUmbrella } from "./umbrella.ts";

const INVALID = join(import.meta.dirname, "invalid");

/** Each file says in its first lines where the schema has to refuse it, and by which keyword. */
const cases = readdirSync(INVALID)
  .sort()
  .map((file) => {
    const text = readFileSync(join(INVALID, file), "utf8");
    const [, at = "", keyword = ""] = /^# at: (\S+)\n# keyword: (\S+)\n/.exec(text) ?? [];
    return { name: file.replace(/\.yaml$/, ""), at, keyword, text, values: parse(text, { version: "1.1" }) };
  });

/** Helm 4's validator tells a wrong key at the root, whatever map it stands in. */
const atInHelm4 = ({ at, keyword }: SchemaProblem) => (keyword === "propertyNames" ? "/" : at);

describe("the chart with invalid values", () => {
  it("is tried with at least 40 files of them, each of which says why", () => {
    expect(cases.length).to.be.at.least(40);
    for (const { name, at, keyword } of cases) {
      expect(at, name).to.match(/^\//);
      expect(keyword, name).to.match(/^[a-zA-Z]+$/);
    }
  });

  describe("in Helm", () => {
    let found3: ReadonlyMap<string, readonly SchemaProblem[]>;
    let found4: ReadonlyMap<string, readonly SchemaProblem[]>;

    // As subcharts of one chart: Helm judges all of them in one run.
    before(async function () {
      this.timeout(60_000);
      const helms = await findHelms();
      if (!helms) return this.skip();
      await withUmbrella(new Map(cases.map((each) => [each.name, each.text])), async (chart) => {
        const judge = (helm: Helm) => runHelm(helm, ["template", "iae", chart]);
        const results = await Promise.all([judge(helms.helm3), judge(helms.helm4)]);
        found3 = helmProblems(results[0].stderr);
        found4 = helmProblems(results[1].stderr);
      });
    });

    for (const { name, at, keyword } of cases) {
      it(`refuses ${name} at ${at} by ${keyword}`, () => {
        expect(found3.get(name), "Helm 3.17").to.deep.include({ at: at.replaceAll(".", "/"), keyword });
        const inHelm4 = atInHelm4({ at, keyword }).replaceAll(".", "/");
        expect(found4.get(name), "Helm 4.1").to.deep.include({ at: inHelm4, keyword });
      });

      it(`finds nothing else in ${name}`, () => {
        for (const found of [found3, found4]) {
          const others = (found.get(name) ?? []).filter((problem) => problem.keyword !== keyword);
          // What follows from the same mistake: a wrong type is no choice either, and a wrong key fits no pattern.
          expect(others.map((other) => other.keyword)).to.satisfy((keywords: readonly string[]) =>
            keywords.every((each) => ["enum", "if", "pattern"].includes(each)),
          );
        }
      });
    }
  });

  for (const { name, at, keyword, values } of cases.filter((each) => each.at.startsWith("/config"))) {
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
});
