import { expect } from "chai";
import { parseReference } from "../../../src/image/reference.ts";
import { policyProblem } from "../../../src/registry/runtime/imagePolicy.ts";

describe("policyProblem()", () => {
  const problem = (text: string, scopes: Readonly<Record<string, boolean>>, others: boolean) => {
    const parsed = parseReference(text);
    const policy = { scopes: new Map(Object.entries(scopes)), others, source: "policy.json" };
    return parsed.ok ? policyProblem(policy, parsed.reference) : parsed.error;
  };

  it("goes by the longest path, then the registry, then any domain around it", () => {
    const scopes = { "a.test/x": true, "a.test": false, "*.test": true };
    expect(problem("a.test/x/y:1", scopes, false)).to.equal(undefined);
    expect(problem("a.test/xy:1", scopes, true)).to.equal("a.test/xy:1 is refused by policy.json: a.test");
    expect(problem("b.test:5000/x:1", scopes, false)).to.equal(undefined);
    expect(problem("c.b.test/x:1", { "*.b.test": false, "*.test": true }, true)).to.equal(
      "c.b.test/x:1 is refused by policy.json: *.b.test",
    );
  });

  it("has a word for all others", () => {
    expect(problem("nginx", { "a.test": true }, false)).to.equal(
      "docker.io/library/nginx:latest is refused by policy.json",
    );
    expect(problem("nginx", { "a.test": false }, true)).to.equal(undefined);
    expect(problem("nginx", { "docker.io/library": true }, false)).to.equal(undefined);
  });
});
