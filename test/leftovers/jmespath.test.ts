import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { compileJmespath, JmespathError } from "../../src/leftovers/jmespath.ts";

interface Recorded {
  readonly madeBy: string;
  readonly document: unknown;
  /** `error`: on this document; `invalid`: on any. */
  readonly expressions: readonly {
    readonly expression: string;
    readonly matches: boolean | "error" | "invalid";
  }[];
}

const RECORDED: Recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, "../vectors/jmespath.json"), "utf8"),
);

/** What Python finds out only when it evaluates is refused before. */
const REFUSED_EARLIER = ["nope(@)", "upper(metadata.name)", "items(metadata)"];

describe("compileJmespath", () => {
  for (const { expression, matches } of RECORDED.expressions) {
    const wanted = REFUSED_EARLIER.includes(expression) ? "invalid" : matches;
    it(`compileJmespath() says of ${JSON.stringify(expression)} what ${RECORDED.madeBy} says: ${wanted}`, () => {
      let found: boolean | "error" | "invalid" = "invalid";
      try {
        const satisfies = compileJmespath(expression);
        found = "error";
        found = satisfies(RECORDED.document);
      } catch (error) {
        expect(error).to.be.instanceOf(JmespathError);
        expect((error as Error).message).to.match(/^[^\n]+$/);
      }
      expect(found).to.equal(wanted);
    });
  }

  // As Python 3.13 with jmespath 1.0.1 says; what is an error there ends kube-janitor's run.
  const PYTHON: readonly (readonly [expression: string, matches: boolean | "error"])[] = [
    ["contains(name, missing)", "error"],
    ["contains(name, `1`)", "error"],
    ["contains(name, 'op')", true],
    ["contains(list, `true`)", true],
    ["contains(list, `[1]`)", false],
    ["contains(nested, `[true]`)", true],
    ["contains(list, missing)", false],
    ["merge(@, name)", "error"],
    ["merge(@, missing)", "error"],
    ["merge(@, object).b", true],
    ["merge(@, '').name", true],
  ];
  for (const [expression, matches] of PYTHON) {
    it(`compileJmespath() says of ${expression} what Python says: ${matches}`, () => {
      const satisfies = compileJmespath(expression);
      const document = { name: "shop", list: [3, 1, 0], nested: [[1]], object: { b: 1 } };
      if (matches === "error") {
        expect(() => satisfies(document)).to.throw(JmespathError);
      } else {
        expect(satisfies(document)).to.equal(matches);
      }
    });
  }

  const BOMBS: readonly (readonly [name: string, expression: string])[] = [
    ["a list that doubles", `[@,@]${" | [@,@][]".repeat(40)}`],
    ["a wide list that multiplies", Array.from({ length: 5 }, () => `[${"@,".repeat(300)}@][]`).join(" | ")],
    ["a text that doubles", `metadata.name${" | join('', [@,@])".repeat(40)}`],
    ["maps in maps", `${"map(&".repeat(3)}[@,@]${`, [${"@,".repeat(200)}@])`.repeat(3)}`],
  ];
  for (const [name, expression] of BOMBS) {
    it(`compileJmespath() gives up on ${name}`, () => {
      const satisfies = compileJmespath(expression);
      expect(() => satisfies(RECORDED.document)).to.throw(JmespathError);
      // And does not count what was before.
      expect(compileJmespath("metadata.name")(RECORDED.document)).to.equal(true);
    });
  }

  it("compileJmespath() refuses what is too long, or too deep for the stack", () => {
    expect(() => compileJmespath("a".repeat(4097))).to.throw(JmespathError, /^expected at most 4096 /);
    for (const expression of ["(".repeat(4096), `${"!".repeat(4000)}a`, "[".repeat(4096)]) {
      try {
        compileJmespath(expression)({});
      } catch (error) {
        expect(error).to.be.instanceOf(JmespathError);
      }
    }
  });
});
