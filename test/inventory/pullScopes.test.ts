import { expect } from "chai";
import { MAX_ENTRIES } from "../../src/credentials/dockerConfig.ts";
import { serviceAccountKind } from "../../src/kubernetes/kinds/serviceAccount.ts";
import { projectionContext } from "../kubernetes/kinds/projectionContext.ts";
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
    const names = ["regcred", ...Array.from({ length: 90_000 }, (_, index) => `n${index % 50_000}`)];
    const imagePullSecrets = names.map((name) => ({ name }));
    const metadata = { namespace: "shop", name: "default" };
    const account = serviceAccountKind(projectionContext()).project({ metadata, imagePullSecrets })!;
    expect(account.pullSecrets).to.have.lengthOf(1_001);
    inventory.upsertServiceAccount(account);
    inventory.upsertWorkload(using("a", []));
    expect(logins()).to.deep.equal([["u"]]);
    expect([...inventory.pullSecretProblems()]).to.have.lengthOf(999);
    finish();
    expect(skipped()).to.deep.equal({ secret_unreadable: 1 });
  });

  it("names as many of each namespace as are asked for, each once, however many its pods name", () => {
    const { inventory } = makeFixture();
    for (const [workload, first] of [
      ["a", 0],
      ["b", 500],
    ] as const) {
      inventory.upsertWorkload(
        using(
          workload,
          Array.from({ length: 900 }, (_, index) => `n${first + index}`),
        ),
      );
    }
    inventory.upsertSecret({ ...pullSecret("shop", "broken", {}), payload: "bm9uZQ==" });
    inventory.upsertWorkload(using("c", ["broken"]));
    expect([...inventory.pullSecretProblems(700)].map(({ kind }) => kind)).to.have.members([
      ...Array.from({ length: 700 }, () => "missing"),
      "invalid",
    ]);
    expect([...inventory.pullSecretProblems()]).to.have.lengthOf(1_401);
  });

  it("tells apart lists and accounts whose names hold commas, quotes and spaces", () => {
    const { inventory, logins } = makeFixture();
    const secrets = {
      a: "u1",
      b: "u2",
      "a,b": "u3",
      '["a","b"]': "u4",
      default: "u5",
      "account default": "u6",
    };
    for (const [name, user] of Object.entries(secrets)) {
      inventory.upsertSecret(pullSecret("shop", name, { "reg.io": user }));
    }
    inventory.upsertServiceAccount({ namespace: "shop", name: "default", pullSecrets: ["default"] });
    const lists = [["account default"], [], ["a,b"], ["a", "b"], ['["a","b"]'], ["default"]];
    for (const [index, list] of lists.entries()) {
      inventory.upsertWorkload(using(`w${index}`, list));
    }
    expect(logins()).to.have.deep.members([["u6"], ["u5"], ["u3"], ["u1", "u2"], ["u4"], ["u5"]]);
  });

  it("keeps of one namespace's secrets 8 MiB, and all of its neighbours'", () => {
    const { inventory, warnings, logins } = makeFixture();
    const count = 100;
    const config = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`h${index}`, "p".repeat(2_500)]),
    );
    for (let index = 0; index < count; index++) {
      inventory.upsertSecret(pullSecret("evil", `s${index}`, config));
    }
    // A user's name is its password here.
    expect(warnings).to.have.lengthOf(count - Math.floor((8 * 1024 * 1024) / (40 * 2 * 2_500 + 22_000)));
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "u" }));
    inventory.upsertWorkload(using("a", ["regcred"]));
    expect(logins()).to.deep.equal([["u"]]);
    const told = warnings.length;
    expect([...inventory.secretsToReadAgain()]).to.deep.equal([]);
    // What is gone makes room.
    for (let index = 0; index < count; index++) {
      inventory.deleteSecret(pullSecret("evil", `s${index}`, {}));
    }
    inventory.upsertSecret(pullSecret("evil", "next", config));
    expect(warnings).to.have.lengthOf(told);
  });
});

describe("Inventory: pull secrets that are left out because there are many", () => {
  const long = Array.from({ length: 20 }, (_, index) => [`h${index}`, "p".repeat(2_500)]);
  const config = { "reg.io": "u", ...Object.fromEntries(long) };
  const COUNT = 100;
  const FIT = Math.floor((8 * 1024 * 1024) / (20 * 2 * 2_500 + 22 * 512 + 58));
  const fill = ({ inventory, finish }: ReturnType<typeof makeFixture>) => {
    for (let index = 0; index < COUNT; index++) {
      inventory.upsertSecret(pullSecret("shop", `s${index}`, config));
      inventory.upsertWorkload(using(`a${index}`, [`s${index}`]));
    }
    finish();
  };

  it("are asked for again as many as there is room for, and are used then", () => {
    const fixture = makeFixture();
    const { inventory, warnings, skipped, finish } = fixture;
    fill(fixture);
    expect(skipped()).to.deep.equal({ secret_unreadable: COUNT - FIT });
    inventory.deleteSecret(pullSecret("shop", "s0", {}));
    inventory.upsertSecret(pullSecret("shop", "s1", { "reg.io": "u" }));
    const wanted = [...inventory.secretsToReadAgain()];
    expect(wanted.map(({ name }) => name)).to.deep.equal([`s${FIT}`, `s${FIT + 1}`]);
    for (const { namespace, name } of wanted) {
      inventory.upsertSecret(pullSecret(namespace, name, config));
    }
    finish();
    expect(skipped()).to.deep.equal({ secret_unreadable: COUNT - FIT - 2 });
    expect([...inventory.secretsToReadAgain()]).to.deep.equal([]);
    expect(warnings).to.have.lengthOf(COUNT - FIT);
  });

  it("are not asked for any more once they are gone, or too large by themselves", () => {
    const fixture = makeFixture();
    const { inventory } = fixture;
    fill(fixture);
    inventory.deleteSecret(pullSecret("shop", "s0", {}));
    for (let index = FIT; index < COUNT; index++) {
      if (index % 2 === 0) {
        inventory.deleteSecret(pullSecret("shop", `s${index}`, {}));
      } else {
        inventory.upsertSecret(pullSecret("shop", `s${index}`, many(MAX_ENTRIES + 1)));
      }
    }
    expect([...inventory.secretsToReadAgain()]).to.deep.equal([]);
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
