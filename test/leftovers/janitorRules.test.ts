import { expect } from "chai";
import { JanitorRulesError, readJanitorRules } from "../../src/leftovers/janitorRules.ts";

const RULE = { id: "a", resources: ["deployments"], jmespath: "spec", ttl: "4d" };

describe("readJanitorRules", () => {
  it("readJanitorRules() reads rules", () => {
    const [rule] = readJanitorRules({ rules: [RULE] });
    expect([rule?.id, [...(rule?.resources ?? [])], rule?.ttl, rule?.ttlMs]).to.deep.equal([
      "a",
      ["deployments"],
      "4d",
      345_600_000,
    ]);
    expect([rule?.matches({ spec: { a: 1 } }), rule?.matches({ spec: {} })]).to.deep.equal([true, false]);
  });

  const ODD: readonly (readonly [given: unknown, message: string])[] = [
    [undefined, 'expected a list "rules" of at most 1000, given nothing'],
    [{ rules: {} }, 'expected a list "rules" of at most 1000, given {"rules":{}}'],
    [{ rules: Array(1001).fill(RULE) }, 'expected a list "rules" of at most 1000, given 1001'],
    [{ rules: [RULE, 5] }, "rules[1]: expected id, resources, jmespath and ttl, given 5"],
    [{ rules: [{ ...RULE, id: "A" }] }, 'rules[0].id: expected lower-case letters, digits and -, given "A"'],
    [
      { rules: [{ ...RULE, resources: "pods" }] },
      'rules[0].resources: expected a list such as [deployments], given "pods"',
    ],
    [{ rules: [{ ...RULE, jmespath: 1 }] }, "rules[0].jmespath: expected an expression, given 1"],
    [
      { rules: [{ ...RULE, ttl: "1y" }] },
      'rules[0].ttl: expected 60s, 5m, 8h, 7d, 2w or forever, given "1y"',
    ],
    [{ rules: [{ ...RULE, ttl: 60 }] }, "rules[0].ttl: expected 60s, 5m, 8h, 7d, 2w or forever, given 60"],
    [{ rules: [{ ...RULE, jmespath: "nope(@)" }] }, "rules[0].jmespath: there is no function nope()"],
    [
      { rules: [{ ...RULE, jmespath: "$.a" }] },
      "rules[0].jmespath: expected JMESPath without arithmetic, variables and references to the root",
    ],
  ];
  for (const [given, message] of ODD) {
    it(`readJanitorRules() refuses a file: ${message}`, () => {
      expect(() => readJanitorRules(given))
        .to.throw(JanitorRulesError)
        .with.property("message", message);
    });
  }
});
