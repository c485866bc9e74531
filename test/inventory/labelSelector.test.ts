import { expect } from "chai";
import { parseLabelSelector, selectorKeys } from "../../src/inventory/labelSelector.ts";

describe("parseLabelSelector()", () => {
  const labels = { app: "web", tier: "gold", "corp.io/team": "a", empty: "" };
  const TABLE: readonly (readonly [string, boolean])[] = [
    ["", true],
    ["app=web", true],
    ["app==web", true],
    ["app = web , tier!=silver", true],
    ["app=db", false],
    ["missing!=x", true],
    ["tier", true],
    ["!tier", false],
    ["!missing", true],
    ["corp.io/team in (a, b)", true],
    ["corp.io/team in (c)", false],
    ["corp.io/team notin (a)", false],
    ["missing notin (a)", true],
    ["missing in (a)", false],
    ["empty=", true],
    ["constructor", false],
    ["app in (web),tier notin (silver,bronze),!missing", true],
  ];
  for (const [selector, expected] of TABLE) {
    it(`is ${expected} for "${selector}"`, () => {
      expect(parseLabelSelector(selector)(labels)).to.equal(expected);
    });
  }

  const ERRORS: readonly (readonly [string, string])[] = [
    ["a=b=c", '"a=b=c" is not a label requirement such as a=b, a!=b, a in (b,c), a or !a'],
    ["a,,b", '"" is not a label requirement such as a=b, a!=b, a in (b,c), a or !a'],
    ["a in b", '"a in b" is not a label requirement such as a=b, a!=b, a in (b,c), a or !a'],
    ["a in (b c)", '"b c" is not a label value'],
  ];
  for (const [selector, message] of ERRORS) {
    it(`refuses "${selector}"`, () => {
      expect(() => parseLabelSelector(selector)).to.throw(SyntaxError, message);
    });
  }
});

describe("selectorKeys()", () => {
  it("tells each label that a selector looks at", () => {
    expect(selectorKeys("app=web, !gone,corp.io/team notin (a,b),tier,app!=x, a.b-c in (d)")).to.deep.equal([
      "app",
      "gone",
      "corp.io/team",
      "tier",
      "a.b-c",
    ]);
    expect(selectorKeys("")).to.deep.equal([]);
  });
});
