import { expect } from "chai";
import { FURTHER_SECRETS } from "../../src/inventory/model.ts";
import { PullSecretUse, secretsNamedBy } from "../../src/inventory/pullSecretUse.ts";
import { shardFilter } from "../../src/inventory/shard.ts";

const DEPLOYMENT = "apps/Deployment";

function makeUse(isOwn = (_key: string) => true) {
  const use = new PullSecretUse(isOwn);
  use.setKnown(undefined, true);
  const unused = (isJudged = (_namespace: string) => true) =>
    [...use.unused(isJudged)].map(({ namespace, name }) => `${namespace}/${name}`);
  return { use, unused };
}

describe("PullSecretUse", () => {
  it("unused() tells of Secrets that nothing names, in their own namespace", () => {
    const { use, unused } = makeUse();
    for (const name of ["a", "b"]) {
      use.addSecret({ namespace: "shop", name });
    }
    use.setUser(DEPLOYMENT, "shop", "web", ["a"]);
    use.setUser(DEPLOYMENT, "data", "web", ["b"]);
    expect(unused()).to.deep.equal(["shop/b"]);
  });

  it("unused() says nothing of a namespace where somebody names more than are kept", () => {
    const { use, unused } = makeUse();
    for (const namespace of ["shop", "data"]) {
      use.addSecret({ namespace, name: "a" });
    }
    use.setUser(DEPLOYMENT, "shop", "web", ["b", FURTHER_SECRETS]);
    expect(unused()).to.deep.equal(["data/a"]);
    use.setUser(DEPLOYMENT, "shop", "web", ["b"]);
    expect(unused()).to.deep.equal(["shop/a", "data/a"]);
  });

  it("unused() follows users that come, change, and go", () => {
    const { use, unused } = makeUse();
    use.setUser(DEPLOYMENT, "shop", "web", ["a", "a"]);
    use.addSecret({ namespace: "shop", name: "a" });
    expect(unused()).to.deep.equal([]);
    use.setUser("/Pod", "shop", "web", ["a"]);
    use.setUser(DEPLOYMENT, "shop", "web", ["b"]);
    expect(unused()).to.deep.equal([]);
    use.setUser("/Pod", "shop", "web", []);
    expect(unused()).to.deep.equal(["shop/a"]);
    use.setUser(DEPLOYMENT, "shop", "web", ["b", "a"]);
    expect(unused()).to.deep.equal([]);
    use.setUser(DEPLOYMENT, "shop", "web", []);
    use.setUser(DEPLOYMENT, "shop", "web", []);
    expect(unused()).to.deep.equal(["shop/a"]);
  });

  it("unused() forgets Secrets that are deleted, and takes them back", () => {
    const { use, unused } = makeUse();
    use.addSecret({ namespace: "shop", name: "a" });
    use.deleteSecret({ namespace: "shop", name: "a" });
    use.deleteSecret({ namespace: "shop", name: "never-seen" });
    expect(unused()).to.deep.equal([]);
    use.addSecret({ namespace: "shop", name: "a" });
    use.addSecret({ namespace: "shop", name: "a" });
    expect(unused()).to.deep.equal(["shop/a"]);
  });

  it("unused() tells nothing twice of what goes and comes back meanwhile", () => {
    const { use } = makeUse();
    for (const namespace of ["shop", "data"]) {
      use.addSecret({ namespace, name: "a" });
    }
    const told: string[] = [];
    for (const { namespace, name } of use.unused(() => true)) {
      told.push(`${namespace}/${name}`);
      use.deleteSecret({ namespace, name });
      use.addSecret({ namespace, name });
    }
    expect(told).to.deep.equal(["shop/a", "data/a"]);
  });

  it("unused() says nothing where not all is known, or nothing is to be said", () => {
    const { use, unused } = makeUse();
    for (const namespace of ["shop", "data", "tools"]) {
      use.addSecret({ namespace, name: "a" });
    }
    use.setKnown("shop", false);
    expect(unused((namespace) => namespace !== "tools")).to.deep.equal(["data/a"]);
    use.setKnown(undefined, false);
    use.setKnown("shop", true);
    expect(unused()).to.deep.equal(["shop/a"]);
    expect([...new PullSecretUse(() => true).unused(() => true)]).to.deep.equal([]);
  });

  it("unused() tells of each Secret in one shard", () => {
    const shards = [0, 1, 2].map((shard) => makeUse(shardFilter({ shards: 3, shard })));
    const names = Array.from({ length: 60 }, (_, index) => `s${index}`);
    for (const { use } of shards) {
      for (const name of names) {
        use.setUser(DEPLOYMENT, "shop", name, [name]);
        use.addSecret({ namespace: "shop", name });
        // Half of them have been in use, which is another way to get there.
        if (Number(name.slice(1)) % 2 === 0) {
          use.setUser(DEPLOYMENT, "shop", name, []);
        }
      }
    }
    const told = shards.map(({ unused }) => unused());
    expect(told.every((list) => list.length > 0)).to.equal(true);
    expect(told.flat().sort()).to.deep.equal(
      names
        .filter((name) => Number(name.slice(1)) % 2 === 0)
        .map((name) => `shop/${name}`)
        .sort(),
    );
  });
});

describe("secretsNamedBy()", () => {
  const table = [
    ["nothing", [], []],
    ["pull secrets", [{ pullSecrets: ["a", "b"] }], ["a", "b"]],
    ["other Secrets", [{ pullSecrets: [], otherSecrets: ["c"] }], ["c"]],
    [
      "both, of all templates",
      [{ pullSecrets: ["a"], otherSecrets: ["c"] }, { pullSecrets: ["b"] }],
      ["a", "c", "b"],
    ],
  ] as const;
  for (const [what, holders, expected] of table) {
    it(`secretsNamedBy() gives ${what}`, () => {
      expect(secretsNamedBy(holders)).to.deep.equal(expected);
    });
  }
});
