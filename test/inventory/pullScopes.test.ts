import { expect } from "chai";
import { MAX_ENTRIES } from "../../src/credentials/dockerConfig.ts";
import { ABSENT, makeInventory, pullSecret, template, workload } from "./inventoryFixture.ts";

/** A docker config of many entries for hosts that no image is of, and one for `reg.io`. */
const many = (count: number, word = "h") =>
  Object.fromEntries([
    ["reg.io", "u"],
    ...Array.from({ length: count - 1 }, (_, index) => [`${word}${index}`, "v"]),
  ]);

const using = (name: string, pullSecrets: readonly string[], namespace = "shop") =>
  workload(name, { namespace, templates: [template({ x: `reg.io/${name}:1` }, { pullSecrets })] });

describe("Inventory: pull secrets larger than anybody needs", () => {
  it("reads one of as many entries as anybody has, and of one that has more says once that it is too large", () => {
    const { inventory, logins, warnings, skipped, finish } = makeFixture();
    inventory.upsertSecret(pullSecret("shop", "regcred", many(MAX_ENTRIES)));
    inventory.upsertWorkload(using("a", ["regcred"]));
    expect(logins()).to.deep.equal([["u"]]);
    for (const extra of [1, 2, 100_000]) {
      inventory.upsertSecret(pullSecret("shop", "regcred", many(MAX_ENTRIES + extra)));
    }
    finish();
    expect(warnings).to.have.lengthOf(1);
    expect(warnings[0]).to.match(/^shop\/regcred: it .* than /);
    expect(skipped()).to.deep.equal({ secret_unreadable: 1 });
    expect([...inventory.pullSecretProblems()]).to.deep.equal([]);
    inventory.upsertSecret(pullSecret("shop", "regcred", many(3)));
    expect(logins()).to.deep.equal([["u"]]);
    finish();
    expect(skipped()).to.deep.equal({});
  });

  for (const [what, config] of [
    ["a key", { auths: { ["k".repeat(1_000_000)]: {} } }],
    ["a password", { auths: { "reg.io": { password: "p".repeat(1_000_000) } } }],
    ["what nobody reads", { auths: {}, others: Array.from({ length: 99_999 }, () => "key") }],
  ] as const) {
    it(`takes one for too large for ${what}, whether its entries could be read or not`, () => {
      const { inventory, warnings, skipped, finish } = makeFixture();
      const payload = Buffer.from(JSON.stringify(config)).toString("base64");
      inventory.upsertSecret({ ...pullSecret("shop", "regcred", {}), payload });
      inventory.upsertWorkload(using("a", ["regcred"]));
      finish();
      expect(warnings).to.deep.equal(["shop/regcred: it is longer than 256 KiB"]);
      expect(skipped()).to.deep.equal({ secret_unreadable: 1 });
    });
  }

  it("says in a few words what is wrong with one whose key is long, for each container", () => {
    const { inventory, changes } = makeFixture();
    const payload = Buffer.from(JSON.stringify({ auths: { ["k".repeat(200_000)]: 5 } })).toString("base64");
    inventory.upsertSecret({ ...pullSecret("shop", "regcred", {}), payload });
    inventory.upsertWorkload(using("a", ["regcred"]));
    expect(changes.join()).to.match(
      /stops the kubelet's pull: entry "kkk.*expected a JSON object, given a number/,
    );
    expect(changes.join()).to.have.length.below(500);
  });

  it("gives no verdict where all secrets of a workload together have too many entries, and to others theirs", () => {
    const { inventory, skipped, finish } = makeFixture();
    const names = Array.from({ length: 11 }, (_, index) => `s${index}`);
    for (const name of names) {
      inventory.upsertSecret(pullSecret("shop", name, many(100, name)));
    }
    inventory.upsertWorkload(using("a", names));
    inventory.upsertWorkload(using("b", names.slice(1)));
    finish();
    expect(skipped()).to.deep.equal({ secret_unreadable: 1 });
  });

  it("looks at a thousand names of a service account, each once, and gives no verdict past them", () => {
    const { inventory, skipped, logins, finish } = makeFixture();
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "u" }));
    const pullSecrets = ["regcred", ...Array.from({ length: 90_000 }, (_, index) => `n${index % 50_000}`)];
    inventory.upsertServiceAccount({ namespace: "shop", name: "default", pullSecrets });
    inventory.upsertWorkload(using("a", []));
    expect(logins()).to.deep.equal([["u"]]);
    expect([...inventory.pullSecretProblems()]).to.have.lengthOf(999);
    finish();
    expect(skipped()).to.deep.equal({ secret_unreadable: 1 });
  });

  it("keeps of one namespace's secrets 8 MiB, and all of its neighbours'", () => {
    const { inventory, warnings, logins } = makeFixture();
    const count = 100;
    const config = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`h${index}`, "p".repeat(10_000)]),
    );
    for (let index = 0; index < count; index++) {
      inventory.upsertSecret(pullSecret("evil", `s${index}`, config));
    }
    // A user's name is its password here.
    expect(warnings).to.have.lengthOf(count - Math.floor((8 * 1024 * 1024) / (10 * 2 * 10_000 + 6_000)));
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "u" }));
    inventory.upsertWorkload(using("a", ["regcred"]));
    expect(logins()).to.deep.equal([["u"]]);
    const told = warnings.length;
    // What is gone makes room.
    for (let index = 0; index < count; index++) {
      inventory.deleteSecret(pullSecret("evil", `s${index}`, {}));
    }
    inventory.upsertSecret(pullSecret("evil", "next", config));
    expect(warnings).to.have.lengthOf(told);
  });
});

describe("Inventory: a pull secret that is made again with the other type", () => {
  const as = (type: "dockercfg" | "dockerconfigjson", user: string) => ({
    ...pullSecret("shop", "regcred", { "reg.io": user }),
    type: `kubernetes.io/${type}` as const,
    payload: Buffer.from(
      JSON.stringify(
        type === "dockercfg" ? { "reg.io": { username: user } } : { auths: { "reg.io": { username: user } } },
      ),
    ).toString("base64"),
  });
  for (const [order, steps] of [
    ["after the end of the old one", ["-old", "+new"]],
    ["before the end of the old one", ["+new", "-old"]],
    ["before a late change of the old one", ["+new", "+late", "-old"]],
  ] as const) {
    it(`counts as it is now, told of ${order}`, () => {
      const { inventory, logins } = makeFixture();
      inventory.upsertWorkload(using("a", ["regcred"]));
      inventory.upsertSecret(as("dockercfg", "old"));
      for (const step of steps) {
        if (step === "-old") {
          inventory.deleteSecret(as("dockercfg", "old"));
        } else {
          inventory.upsertSecret(step === "+new" ? as("dockerconfigjson", "new") : as("dockercfg", "late"));
        }
      }
      expect(logins()).to.deep.equal([["new"]]);
      inventory.deleteSecret(as("dockerconfigjson", "new"));
      expect(logins()).to.deep.equal([[]]);
    });
  }
});

function makeFixture() {
  const fixture = makeInventory();
  const { inventory, targets } = fixture;
  const settle = () => {
    while (fixture.runDeferred()) {
      // Until nothing is left.
    }
  };
  return {
    inventory,
    warnings: fixture.warnings,
    changes: fixture.changes,
    skipped: () => {
      settle();
      return Object.fromEntries([...inventory.skipped].filter(([, count]) => count > 0));
    },
    /** User names of each target. */
    logins: () => {
      settle();
      return [...targets].map(({ request }) => request.credentials.map(({ username }) => username));
    },
    /** Lets each image be absent. */
    finish() {
      settle();
      for (const target of targets) {
        inventory.recordOutcome(target, ABSENT);
      }
      settle();
    },
  };
}
