import { expect } from "chai";
import { judgeAsJanitor, RuleError, withUnread } from "../../src/leftovers/janitor.ts";
import { readJanitorRules } from "../../src/leftovers/janitorRules.ts";

const NOW = Date.parse("2026-01-10T00:00:00Z");
const object = (annotations: object = {}, more: object = {}) => ({
  metadata: { name: "pr-1", namespace: "temp", creationTimestamp: "2026-01-05T00:00:00Z", annotations },
  ...more,
});
const rule = (id: string, jmespath: string, ttl: string, ...resources: readonly string[]) => ({
  id,
  jmespath,
  ttl,
  resources,
});
const judge = (given: unknown, rules: readonly object[] = [], more: object = {}) =>
  judgeAsJanitor(given, { resource: "deployments", rules: readJanitorRules({ rules }), now: NOW, ...more });

describe("judgeAsJanitor", () => {
  const CASES: Readonly<
    Record<string, readonly [annotations: object, rules: readonly object[], expired: string | undefined]>
  > = {
    nothing: [{}, [], undefined],
    "a time to live that is over": [{ "janitor/ttl": "4d" }, [], "annotation janitor/ttl: 4d"],
    "one that is just reached": [{ "janitor/ttl": "5d" }, [], undefined],
    "one that has no end": [{ "janitor/ttl": "forever" }, [rule("a", "metadata", "1d", "*")], undefined],
    "one of nothing": [{ "janitor/ttl": "0s" }, [], undefined],
    "one that means nothing, and rules": [
      { "janitor/ttl": "soon" },
      [rule("a", "metadata", "1d", "*")],
      undefined,
    ],
    "an empty one, and rules": [{ "janitor/ttl": "" }, [rule("a", "metadata", "1d", "*")], "rule a: 1d"],
    "a day that is over": [
      { "janitor/expires": "2026-01-08" },
      [],
      "annotation janitor/expires: 2026-01-08, 2d ago",
    ],
    "a day that is to come": [{ "janitor/expires": "2026-01-11" }, [], undefined],
    "the very moment": [{ "janitor/expires": "2026-01-10T00:00" }, [], undefined],
    both: [
      { "janitor/ttl": "1d", "janitor/expires": "2026-01-08" },
      [],
      "annotation janitor/ttl: 1d; annotation janitor/expires: 2026-01-08, 2d ago",
    ],
    "the first rule that it satisfies, which gives it longer": [
      {},
      [
        rule("a", "metadata.name == 'x'", "1d", "*"),
        rule("b", "starts_with(metadata.name, 'pr-')", "9d", "*"),
        rule("c", "metadata", "1d", "*"),
      ],
      undefined,
    ],
    "rules for other kinds": [
      {},
      [rule("a", "metadata", "1d", "pods"), rule("b", "metadata", "2d", "deployments")],
      "rule b: 2d",
    ],
    "a rule with a day that it may stay beyond": [
      { "janitor/expires": "2027-01-08" },
      [rule("a", "metadata.namespace == 'temp'", "3d", "*")],
      "rule a: 3d",
    ],
  };
  for (const [name, [annotations, rules, expired]] of Object.entries(CASES)) {
    it(`judgeAsJanitor() judges an object with ${name}`, () => {
      expect(judge(object(annotations), rules).expired).to.equal(expired);
    });
  }

  it("judgeAsJanitor() tells annotations that mean nothing", () => {
    expect(judge(object({ "janitor/ttl": "1 week", "janitor/expires": "tomorrow" }))).to.deep.equal({
      expired: undefined,
      odd: 'janitor/ttl: expected 60s, 5m, 8h, 7d, 2w or forever, given "1 week"; janitor/expires: expected a time such as 2027-02-25T09:26:14Z, given "tomorrow"',
    });
  });

  it("judgeAsJanitor() says nothing of an object that does not say when it was made", () => {
    expect(judge({ metadata: { annotations: { "janitor/ttl": "1s" } } }).expired).to.equal(undefined);
  });

  it("judgeAsJanitor() asks for the context only where a rule is evaluated, and leaves the object as it is", () => {
    const given = object();
    let asked = 0;
    const context = () => ({ n: ++asked });
    expect(judge(given, [rule("a", "_context.n", "1d", "pods")], { context }).expired).to.equal(undefined);
    expect(asked).to.equal(0);
    expect(judge(given, [rule("a", "_context.n", "1d", "*")], { context }).expired).to.equal("rule a: 1d");
    expect(given).to.not.have.property("_context");
  });

  it("judgeAsJanitor() throws where a rule looks at what was not read, in whatever way", () => {
    const unread = withUnread(object(), ["data"], "it is not read");
    expect(judge(unread, [rule("a", "metadata.name", "1d", "*")]).expired).to.equal("rule a: 1d");
    for (const jmespath of ["data", "!data", "!(data.x)", "*", "values(@)", "@ == `{}`", "keys(@) && data"]) {
      expect(() => judge(unread, [rule("a", jmespath, "1d", "*")]), jmespath)
        .to.throw(RuleError, "it is not read")
        .with.property("rule", "a");
    }
  });
});
