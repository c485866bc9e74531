import { expect } from "chai";
import { planAuthentication } from "../../src/registry/authenticationPlan.ts";

describe("planAuthentication()", () => {
  const plan = (header: string | string[], repository = "shop/web", origin = "https://registry.test") =>
    planAuthentication({ "www-authenticate": header }, repository, origin);
  const bearer = (header: string | string[], repository?: string, origin?: string) => {
    const result = plan(header, repository, origin);
    if (result?.kind !== "plan" || result.plan.kind !== "bearer") {
      throw new Error(`no Bearer plan: ${JSON.stringify(result)}`);
    }
    return result.plan;
  };

  it("is undefined without a challenge", () => {
    expect(planAuthentication({}, "shop/web", "https://registry.test")).to.equal(undefined);
  });

  it("prefers Bearer to Basic", () => {
    expect(bearer(['Basic realm="x"', 'Bearer realm="https://r.test/token"']).realm.href).to.equal(
      "https://r.test/token",
    );
  });

  it("does not fall back to Basic where Bearer names no usable realm", () => {
    for (const realm of ["", ' realm="/token"', ' realm="ftp://r.test"']) {
      expect(plan([`Bearer${realm}`, 'Basic realm="x"']), realm).to.deep.equal({
        kind: "unusable",
        problem: "its Bearer challenge names no usable realm",
      });
    }
  });

  it("names what it cannot do", () => {
    expect(plan(['Digest realm="x"', "Negotiate"])).to.deep.equal({
      kind: "unusable",
      problem: "it asks for digest, negotiate, expected Basic or Bearer",
    });
  });

  const scopes: [string, readonly string[], boolean][] = [
    ["", [], true],
    [',scope=""', [], true],
    [',scope="repository:shop/web:pull"', [], true],
    [',scope="aws"', ["aws"], true],
    [',scope="repository:mapped/shop/web:pull"', ["repository:mapped/shop/web:pull"], false],
    [',scope="repository:shop/web:pull,push"', ["repository:shop/web:pull,push"], false],
  ];
  for (const [parameter, scope, general] of scopes) {
    it(`keeps the scope${parameter} ${general ? "for other repositories too" : "for this repository only"}`, () => {
      const { scopes: kept, general: holds } = bearer(`Bearer realm="https://r.test/token"${parameter}`);
      expect([kept, holds]).to.deep.equal([scope, general]);
    });
  }

  it("has equal keys for equal plans, whichever repository made them", () => {
    const one = bearer('Bearer realm="https://r.test/token",service="s",scope="repository:a:pull"', "a");
    const two = bearer('Bearer service="s",realm="https://r.test/token"', "b");
    expect(one.key).to.equal(two.key);
    for (const other of [
      'Bearer realm="https://r.test/other",service="s"',
      'Bearer realm="https://r.test/token",service="t"',
      'Bearer realm="https://r.test/token",service="s",scope="aws"',
    ]) {
      expect(bearer(other).key).not.to.equal(one.key);
    }
  });

  it("remembers whether the challenge came over TLS", () => {
    expect(bearer('Bearer realm="http://r.test"').secure).to.equal(true);
    expect(bearer('Bearer realm="http://r.test"', "a", "http://registry.test").secure).to.equal(false);
  });
});
