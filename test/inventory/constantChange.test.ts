import { expect } from "chai";
import type { ServiceObject } from "../../src/inventory/model.ts";
import { AVAILABLE, makeInventory, pullSecret, template, workload } from "./inventoryFixture.ts";

/** Large enough to be dealt with in slices, where every look at the clock ends one after another. */
const LARGE = 2_000;
const SLICED = { everyReadMs: 1 };
const SCOPE = { pullSecrets: ["regcred"] };

const images = (name: string, tag: number, count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, `reg.io/${name}${n}:${tag}`]));

/** A workload that fills its namespace's turns. */
const large = (name: string, tag: number, count = LARGE) =>
  workload(name, { namespace: "evil", templates: [template(images(name, tag, count))] });

function finish({ runDeferred }: ReturnType<typeof makeInventory>): void {
  while (runDeferred()) {
    // Until all is done.
  }
}

describe("Inventory: what somebody changes all the time", () => {
  it("is dealt with once for all changes of an object that came meanwhile, however many", () => {
    const i = makeInventory(SLICED);
    for (let tag = 0; tag < 20; tag++) {
      for (const name of ["a", "b"]) {
        i.inventory.upsertWorkload(large(name, tag));
      }
    }
    finish(i);
    const tags = new Map<string, number>();
    for (const { image } of i.added) {
      tags.set(image.replace(/\d+:/, ":"), (tags.get(image.replace(/\d+:/, ":")) ?? 0) + 1);
    }
    expect(Object.fromEntries(tags)).to.deep.equal({
      "reg.io/a:0": LARGE,
      "reg.io/a:19": LARGE,
      "reg.io/b:19": LARGE,
    });
    expect([i.targets.size, i.series().length, i.images.size]).to.deep.equal([
      2 * LARGE,
      2 * LARGE,
      2 * LARGE,
    ]);
  });

  it("costs nothing where it is created and deleted before its turn", () => {
    const i = makeInventory(SLICED);
    i.inventory.upsertWorkload(large("first", 0));
    for (let tag = 0; tag < 20; tag++) {
      i.inventory.upsertWorkload(large("b", tag));
      i.inventory.deleteWorkload(large("b", tag));
    }
    finish(i);
    expect([i.added.length, i.series().length]).to.deep.equal([LARGE, LARGE]);
  });

  it("has each of several objects brought to its end in turn, while all of them go on changing", () => {
    const i = makeInventory(SLICED);
    const names = ["a", "b", "c"];
    let tag = 0;
    const change = () => {
      tag += 1;
      for (const name of names) {
        i.inventory.upsertWorkload(large(name, tag, 200));
      }
    };
    change();
    // Each slice ends with a change.
    for (let slices = 0; slices < 600 && i.runDeferred(); slices++) {
      change();
    }
    const seen = names.map((name) => new Set(i.added.filter(({ image }) => image.includes(`/${name}`))).size);
    expect(Math.min(...seen)).to.be.above(1_000);
    expect(Math.max(...seen) - Math.min(...seen)).to.be.at.most(600);
  });

  it("is dealt with in slices as long as that of few containers, however many templates have an account of their own", () => {
    const i = makeInventory(SLICED);
    const of = (version: number) =>
      workload("flow", {
        namespace: "evil",
        templates: Array.from({ length: 500 }, (_, n) =>
          template({ app: "reg.io/a:1" }, { serviceAccount: `a${version}-${n}` }),
        ),
      });
    for (const [version, times] of [
      [1, 2],
      [2, 3],
    ] as const) {
      i.inventory.upsertWorkload(of(version));
      let slices = 0;
      while (i.runDeferred()) {
        slices += 1;
      }
      // The clock is looked at after each sixteen.
      expect(slices).to.be.at.least(Math.floor((times * 500) / 16));
    }
  });

  it("keeps nobody's verdict waiting", () => {
    const i = makeInventory(SLICED);
    i.inventory.upsertWorkload(large("big", 0, 10_000));
    i.inventory.upsertWorkload(workload("web"));
    i.answer("reg.io/web:1", AVAILABLE);
    expect(i.series().filter((line) => line.startsWith("shop/"))).to.deep.equal([
      "shop/deployment/web/app reg.io/web:1 available",
    ]);
    expect(i.runDeferred()).to.equal(true);
  });

  it("lets other namespaces have their turn, also with what is large", () => {
    const i = makeInventory(SLICED);
    i.inventory.upsertWorkload(large("big", 0, 10_000));
    i.inventory.upsertWorkload({ ...large("other", 0, 100), namespace: "shop" });
    const count = (namespace: string) => i.series().filter((line) => line.startsWith(`${namespace}/`)).length;
    let slices = 0;
    while (count("shop") < 100 && i.runDeferred()) {
      slices += 1;
    }
    expect([slices < 30, count("evil") < 1_000]).to.deep.equal([true, true]);
  });

  it("has a pull secret's workloads renewed once for all its changes that came meanwhile", () => {
    const i = makeInventory(SLICED);
    const renew = (user: string) =>
      i.inventory.upsertSecret(pullSecret("evil", "regcred", { "reg.io": user }));
    renew("first");
    let looked = 0;
    for (let n = 0; n < 50; n++) {
      const templates = [template({ app: `reg.io/w${n}:1` }, SCOPE)];
      i.inventory.upsertWorkload({
        ...workload(`w${n}`, { namespace: "evil" }),
        get templates() {
          looked += 1;
          return templates;
        },
      });
    }
    i.answer("reg.io/", AVAILABLE);
    const eachTakes = looked / 50;
    looked = 0;
    i.inventory.upsertWorkload(large("big", 0));
    for (let n = 0; n < 20; n++) {
      renew(`user ${n}`);
    }
    finish(i);
    expect(looked).to.be.at.most(50 * eachTakes);
    expect(i.succeeded).to.have.length(50);
    expect(i.logins().flatMap(({ users }) => users.flat())).to.deep.equal(Array(50).fill("user 19"));
    expect(i.series().filter((line) => line.endsWith(" available"))).to.have.length(50);
  });

  it("checks anew at once what changed otherwise as well while its renewal waited", () => {
    const i = makeInventory(SLICED);
    const secret = (user: string) => pullSecret("evil", "regcred", { "reg.io": user });
    const named = (pullSecrets: readonly string[]) =>
      workload("web", { namespace: "evil", templates: [template(images("web", 1, 100), { pullSecrets })] });
    i.inventory.upsertSecret(secret("first"));
    i.inventory.upsertSecret({ ...secret("another"), name: "other" });
    i.inventory.upsertWorkload(named(["regcred"]));
    finish(i);
    i.answer("reg.io/", AVAILABLE);
    i.inventory.upsertWorkload(large("big", 0));
    i.added.length = 0;
    i.inventory.upsertSecret(secret("second"));
    i.inventory.upsertWorkload(named(["other"]));
    i.inventory.upsertSecret({ ...secret("another yet"), name: "other" });
    finish(i);
    const now = i.logins().filter(({ image }) => image.includes("/web"));
    expect(new Set(now.flatMap(({ users }) => users.flat()))).to.deep.equal(new Set(["another yet"]));
    expect(i.added.filter(({ image }) => image.includes("/web"))).to.have.length(100);
  });

  it("has workloads judged once for all changes of Services that select them", () => {
    const i = makeInventory({ ...SLICED, hygiene: true });
    let judged = 0;
    const serving = {
      get labels() {
        judged += 1;
        return ["app=web"];
      },
      containers: [{ container: "app", ports: ["TCP/80"], findings: 0 }],
    };
    for (let n = 0; n < 50; n++) {
      const templates = [{ ...template({ app: "reg.io/web:1" }), serving }];
      i.inventory.upsertWorkload(workload(`w${n}`, { namespace: "evil", templates }));
    }
    i.inventory.upsertWorkload(large("big", 0));
    const service = (port: number): ServiceObject => ({
      namespace: "evil",
      name: "web",
      selector: ["app=web"],
      targets: [`TCP/${port}`],
    });
    for (let port = 1; port <= 20; port++) {
      i.inventory.upsertService(service(port));
    }
    judged = 0;
    finish(i);
    // Each looks at them twice: for Services, and whether these select it.
    expect(judged).to.be.within(50, 150);
  });
});
