import { expect } from "chai";
import { isPlace, isScope, isSource, isWithin } from "../../../../src/registry/runtime/openshift/scopes.ts";

describe("scopes", () => {
  it("isWithin() goes by whole segments, and by labels where the outer one has a star", () => {
    for (const [scope, outer] of [
      ["a.test", "a.test"],
      ["a.test/x/y", "a.test/x"],
      ["b.a.test:5000/x", "*.a.test"],
      ["*.b.a.test", "*.a.test"],
    ] as const) {
      expect(isWithin(scope, outer), `${scope} in ${outer}`).to.equal(true);
      expect(scope !== outer && isWithin(outer, scope), `${outer} in ${scope}`).to.equal(false);
    }
    for (const [scope, outer] of [
      ["a.test/xy", "a.test/x"],
      ["a.test:5000", "a.test"],
      ["a.test", "*.a.test"],
      ["x.test/b.a.test", "*.a.test"],
    ] as const) {
      expect(isWithin(scope, outer), `${scope} in ${outer}`).to.equal(false);
    }
  });

  it("knows what the operator takes for a mirror, a source and a scope", () => {
    const judged = (text: string) => [isPlace(text), isSource(text), isScope(text)];
    expect(judged("a.test:5000/x/y__z")).to.deep.equal([true, true, true]);
    expect(judged("*.a.test")).to.deep.equal([false, true, true]);
    expect(judged("*.a.test/x")).to.deep.equal([false, false, false]);
    expect(judged("a.*.test")).to.deep.equal([false, false, false]);
    expect(judged("https://a.test")).to.deep.equal([false, false, false]);
    expect(judged("")).to.deep.equal([false, false, false]);
    expect(judged("a.test/X")).to.deep.equal([false, false, true]);
  });

  it("takes linear time on long hostile texts", () => {
    expect(isPlace(`a.test/${"a".repeat(100_000)}!`)).to.equal(false);
    expect(isSource(`*${".a".repeat(50_000)}!`)).to.equal(false);
    expect(isPlace(`${"a-".repeat(50_000)}!`)).to.equal(false);
  });
});
