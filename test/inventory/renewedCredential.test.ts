import { expect } from "chai";
import type { Target } from "../../src/inventory/targets.ts";
import type { Scheduler } from "../../src/schedule/scheduler.ts";
import { type Answer, makeSchedule } from "../schedule/scheduleFixture.ts";
import { ABSENT, AVAILABLE, makeInventory, pullSecret, template, workload } from "./inventoryFixture.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SCOPE = { pullSecrets: ["regcred"] };
const REFUSED = { result: "authentication_failure", message: "401" } as const;

describe("a renewed credential", () => {
  it("moves verdict and place in the queue to the new target, and checks at once only what lacked credentials", () => {
    const { inventory, added, succeeded, targets, series, answer } = makeInventory();
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "old" }));
    for (const name of ["good", "gone", "refused"]) {
      inventory.upsertWorkload(workload(name, { templates: [template({ x: `reg.io/${name}:1` }, SCOPE)] }));
    }
    answer("good", AVAILABLE);
    answer("gone", ABSENT);
    answer("refused", REFUSED);
    const before = series();
    added.length = 0;

    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "new" }));
    expect(added.map(({ image }) => image)).to.deep.equal(["reg.io/refused:1"]);
    expect(succeeded.map(({ image }) => image)).to.deep.equal(["reg.io/good:1", "reg.io/gone:1"]);
    expect(targets.size).to.equal(3);
    expect(series()).to.deep.equal(before);

    // The target itself has the verdict: who joins it needs no check.
    inventory.upsertWorkload(workload("more", { templates: [template({ x: "reg.io/gone:1" }, SCOPE)] }));
    expect(series().find((line) => line.includes("/more/"))).to.contain(" absent");
  });

  it("leaves a stale copy in another namespace with its own target, verdict and place", () => {
    const { inventory, added, logins, series, answer } = makeInventory();
    for (const namespace of ["shop", "bank"]) {
      inventory.upsertSecret(pullSecret(namespace, "regcred", { "reg.io": "old" }));
      inventory.upsertWorkload(
        workload("a", { namespace, templates: [template({ x: "reg.io/a:1" }, SCOPE)] }),
      );
    }
    answer("reg.io", AVAILABLE);
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "new" }));
    expect(logins().map(({ users }) => users)).to.deep.equal([[["old"]], [["new"]]]);
    inventory.upsertSecret(pullSecret("bank", "regcred", { "reg.io": "new" }));
    expect(logins().map(({ users }) => users)).to.deep.equal([[["new"]]]);
    expect(series().every((line) => line.endsWith(" available"))).to.equal(true);
    expect(added).to.have.length(1);
  });

  it("has what was refused checked at once, also where others brought a verdict to the new target", () => {
    const { inventory, added, hurried, answer } = makeInventory();
    for (const namespace of ["shop", "bank", "depot"]) {
      inventory.upsertSecret(pullSecret(namespace, "regcred", { "reg.io": `old of ${namespace}` }));
      inventory.upsertWorkload(
        workload("a", { namespace, templates: [template({ x: "reg.io/a:1" }, SCOPE)] }),
      );
    }
    const [shop, bank, depot] = added;
    for (const [target, outcome] of [
      [shop, AVAILABLE],
      [bank, REFUSED],
      [depot, REFUSED],
    ] as const) {
      inventory.recordOutcome(target as Target, outcome);
    }
    const renew = (namespace: string) =>
      inventory.upsertSecret(pullSecret(namespace, "regcred", { "reg.io": "new" }));
    renew("shop");
    expect(hurried).to.have.length(0);
    renew("bank");
    expect(hurried).to.have.length(1);
    // What was checked with the new content is known.
    answer("reg.io", AVAILABLE);
    renew("depot");
    expect([hurried.length, added.length]).to.deep.equal([1, 3]);
  });

  it("is not what it is when another secret is named, or one comes or goes: that is checked at once", () => {
    const { inventory, added, answer } = makeInventory();
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "old" }));
    inventory.upsertSecret(pullSecret("shop", "other", { "reg.io": "other" }));
    inventory.upsertWorkload(workload("a", { templates: [template({ x: "reg.io/a:1" }, SCOPE)] }));
    answer("reg.io", AVAILABLE);
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "reg.io/a:1" }, { pullSecrets: ["other"] })] }),
    );
    answer("reg.io", AVAILABLE);
    inventory.deleteSecret(pullSecret("shop", "other", {}));
    answer("reg.io", AVAILABLE);
    inventory.upsertSecret(pullSecret("shop", "other", { "reg.io": "again" }));
    expect(added).to.have.length(4);
  });

  it("of one secret for 5,000 images makes no burst and no gap, and each image keeps its turn", async () => {
    const { s, i } = makeBoth();
    i.inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "old", "locked.io": "old" }));
    for (let n = 0; n < 5_000; n++) {
      const image = `${n < 20 ? "locked.io" : "reg.io"}/app${n}:1`;
      i.inventory.upsertWorkload(workload(`w${n}`, { templates: [template({ x: image }, SCOPE)] }));
    }
    s.answers.set("locked.io", "unauthorised" satisfies Answer);
    s.scheduler.start();
    await s.clock.advance(10 * MINUTE);
    expect(i.series().filter((line) => line.endsWith(" available"))).to.have.length(4_980);
    const usual = s.requests.length;
    await s.clock.advance(MINUTE);
    const perMinute = s.requests.filter(({ registry }, at) => at >= usual && registry === "reg.io").length;
    const oldest = s.scheduler.oldestCheckMs();

    s.answers.set("locked.io", "ok");
    const from = s.clock.monotonic();
    i.inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "new", "locked.io": "new" }));
    // No gap: nothing has lost its verdict, before anything was asked.
    expect(i.series().filter((line) => line.endsWith(" undefined"))).to.deep.equal([]);
    expect(s.scheduler.oldestCheckMs()).to.equal(oldest);
    await s.clock.advance(5 * SECOND);
    expect(i.series().filter((line) => line.endsWith(" available"))).to.have.length(5_000);
    await s.clock.advance(55 * SECOND);
    const after = s.requests.filter(({ registry, atMs }) => atMs >= from && registry === "reg.io").length;
    expect(after).to.be.at.most(perMinute * 1.3);

    // Each keeps its turn: all are seen within the window, counted from before.
    await s.clock.advance(9 * MINUTE);
    expect(s.counts(from).size).to.equal(5_000);
    expect(s.clock.now() - (s.scheduler.oldestCheckMs() ?? 0)).to.be.at.most(10 * MINUTE);
  }).timeout(20_000);
});

/** An inventory whose targets a scheduler checks. */
function makeBoth() {
  const i: ReturnType<typeof makeInventory> = makeInventory({
    sink: {
      add: (target: Target) => scheduler.add(target),
      join: (target, namespace) => scheduler.join(target, namespace),
      hurry: (target: Target) => scheduler.hurry(target),
      succeed: (target: Target, before: Target) => scheduler.succeed(target, before),
      remove: (target: Target) => scheduler.remove(target),
    },
  });
  const s = makeSchedule({ onOutcome: (target, outcome) => i.inventory.recordOutcome(target, outcome) });
  const scheduler: Scheduler = s.scheduler;
  return { s, i };
}
