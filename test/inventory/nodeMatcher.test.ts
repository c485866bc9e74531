import { expect } from "chai";
import { nodeMatcher, type Placement, UNKNOWN_PLACEMENT } from "../../src/inventory/nodeMatcher.ts";

const ARM = {
  name: "arm-1",
  labels: { "kubernetes.io/arch": "arm64", pool: "batch", size: "16" },
  taints: ["dedicated=batch:NoSchedule"],
};
const PLAIN = { name: "plain", labels: { "kubernetes.io/arch": "amd64" }, taints: [] };
const STAND_IN = { ...PLAIN, name: "", partial: true } as const;

const on = (node: Parameters<NonNullable<ReturnType<typeof nodeMatcher>>>[0], placement: Placement) =>
  nodeMatcher(JSON.stringify(placement))?.(node);
const expression = (key: string, operator: string, ...values: readonly string[]) => ({
  key,
  operator,
  values,
});
const tolerations = [{ key: "dedicated", operator: "Exists" }];
const required = (...matchExpressions: readonly object[]): Placement => ({
  terms: [{ matchExpressions }],
  tolerations,
});

describe("nodeMatcher()", () => {
  it("lets pods onto nodes without taints where nothing is said", () => {
    expect([PLAIN, ARM].map((node) => nodeMatcher(undefined)?.(node))).to.deep.equal([true, false]);
  });

  it("says nothing of what cannot be known", () => {
    expect(nodeMatcher(UNKNOWN_PLACEMENT)).to.equal(undefined);
  });

  for (const [what, toleration, lets] of [
    ["the key", { key: "dedicated", operator: "Exists" }, true],
    ["everything", { operator: "Exists" }, true],
    ["key and value", { key: "dedicated", value: "batch" }, true],
    ["another value", { key: "dedicated", operator: "Equal", value: "web" }, false],
    ["another key", { key: "other", operator: "Exists" }, false],
    ["the effect", { key: "dedicated", operator: "Exists", effect: "NoSchedule" }, true],
    ["another effect", { key: "dedicated", operator: "Exists", effect: "NoExecute" }, false],
    ["an operator that is not known", { key: "dedicated", operator: "Gt", value: "a" }, false],
    ["no key", { value: "" }, false],
  ] as const) {
    it(`${lets ? "lets pods" : "keeps pods from"} onto a tainted node that tolerate ${what}`, () => {
      expect(on(ARM, { tolerations: [toleration] })).to.equal(lets);
    });
  }

  it("goes by the value behind the last equals sign and colon of a taint", () => {
    const node = { ...PLAIN, taints: ["a=b:c=d:NoExecute"] };
    expect(on(node, { tolerations: [{ key: "a", value: "b:c=d" }] })).to.equal(true);
  });

  it("reads a taint once, however many nodes have it and however much is tolerated", () => {
    const lets = nodeMatcher(
      JSON.stringify({ tolerations: Array.from({ length: 1_000 }, (_, index) => ({ key: `k${index}` })) }),
    )!;
    const { exec } = RegExp.prototype;
    let reads = 0;
    RegExp.prototype.exec = function (this: RegExp, text: string) {
      reads += 1;
      return exec.call(this, text);
    };
    try {
      for (let index = 0; index < 1_000; index++) {
        lets(ARM);
      }
    } finally {
      RegExp.prototype.exec = exec;
    }
    expect(reads).to.be.at.most(1);
  });

  it("goes by the node selector", () => {
    expect(on(PLAIN, { selector: { "kubernetes.io/arch": "amd64" } })).to.equal(true);
    expect(on(PLAIN, { selector: { "kubernetes.io/arch": "arm64" } })).to.equal(false);
    expect(on(PLAIN, { selector: { toString: "" } })).to.equal(false);
  });

  for (const [requirement, holds] of [
    [expression("pool", "In", "web", "batch"), true],
    [expression("pool", "In", "web"), false],
    [expression("gone", "In", "web"), false],
    [expression("pool", "NotIn", "batch"), false],
    [expression("gone", "NotIn", "batch"), true],
    [expression("pool", "Exists"), true],
    [expression("gone", "Exists"), false],
    [expression("gone", "DoesNotExist"), true],
    [expression("pool", "DoesNotExist"), false],
    [expression("size", "Gt", "9"), true],
    [expression("size", "Gt", "16"), false],
    [expression("size", "Lt", "17"), true],
    [expression("pool", "Lt", "17"), false],
    [expression("pool", "Like", "b*"), false],
  ] as const) {
    const { key, operator, values } = requirement;
    it(`${holds ? "takes" : "does not take"} the node for ${key} ${operator} ${values}`, () => {
      expect(on(ARM, required(requirement))).to.equal(holds);
    });
  }

  it("wants all of a term, and one of the terms", () => {
    const batch = expression("pool", "Exists");
    const large = expression("size", "Gt", "32");
    expect(on(ARM, required(batch, large))).to.equal(false);
    const either = [{ matchExpressions: [large] }, { matchExpressions: [batch] }];
    expect(on(ARM, { terms: either, tolerations })).to.equal(true);
  });

  it("takes no node for an empty term, or for no term", () => {
    expect(on(PLAIN, { terms: [{}] })).to.equal(false);
    expect(on(PLAIN, { terms: [] })).to.equal(false);
    expect(on(PLAIN, { terms: ["nonsense", null] })).to.equal(false);
  });

  it("goes by the node's name, the only field that there is", () => {
    const field = (key: string) => ({ terms: [{ matchFields: [expression(key, "In", "plain")] }] });
    expect(on(PLAIN, field("metadata.name"))).to.equal(true);
    expect(on(PLAIN, field("metadata.namespace"))).to.equal(false);
    expect(on({ ...PLAIN, name: "other" }, field("metadata.name"))).to.equal(false);
  });

  it("takes what stands for nodes of which more is not known, unless what is known speaks against it", () => {
    expect(on(STAND_IN, { selector: { pool: "batch" } })).to.equal(true);
    expect(
      on(STAND_IN, required(expression("pool", "Exists"), expression("kubernetes.io/arch", "In", "amd64"))),
    ).to.equal(true);
    expect(on(STAND_IN, required(expression("kubernetes.io/arch", "NotIn", "amd64")))).to.equal(false);
    expect(on(STAND_IN, { terms: [{ matchFields: [expression("metadata.name", "In", "a")] }] })).to.equal(
      true,
    );
  });
});
