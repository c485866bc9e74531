import { expect } from "chai";
import type { GroupKind } from "../../src/inventory/model.ts";
import { makeInventory, template, workload } from "./inventoryFixture.ts";

const ROLLOUT: GroupKind = "argoproj.io/Rollout";
const REPLICA_SET: GroupKind = "apps/ReplicaSet";
const POD: GroupKind = "/Pod";
const rollout = (templates = [template({})]) => workload("r", { groupKind: ROLLOUT, templates });
const controller = { groupKind: ROLLOUT, name: "r", uid: "uid-r" };
const replicaSet = workload("r-1", { groupKind: REPLICA_SET, controller });
const pod = workload("r-1-a", {
  groupKind: POD,
  controller: { groupKind: REPLICA_SET, name: "r-1", uid: "uid-r-1" },
});

describe("an owner in which no template is found", () => {
  it("stands for nobody: what it owns is reported under its name, with one warning for its kind", () => {
    for (const templates of [[], [template({})]]) {
      const i = makeInventory({
        reportedKinds: ["apps/Deployment", REPLICA_SET, POD],
        customKinds: [ROLLOUT],
      });
      i.inventory.upsertWorkload(rollout(templates));
      // The Deployment that a workloadRef leads to is kept at 0.
      i.inventory.upsertWorkload(workload("d", { disabled: true }));
      i.inventory.upsertWorkload(replicaSet);
      i.inventory.upsertWorkload(pod);
      i.inventory.upsertWorkload({ ...rollout(templates), name: "other", uid: "uid-other" });
      expect(i.series()).to.deep.equal(["shop/rollout/r/app reg.io/r-1:1 undefined"]);
      expect(i.warnings).to.deep.equal(["argoproj.io/Rollout r"]);
    }
  });

  it("stands for what it owns as soon as it has one, and no longer when it has none, whichever comes first", () => {
    for (const ownerFirst of [true, false]) {
      const i = makeInventory({ customKinds: [ROLLOUT] });
      const deployment = workload("d", { controller });
      const whole = rollout([template({ main: "reg.io/own:1" })]);
      for (const object of ownerFirst ? [whole, deployment] : [deployment, whole]) {
        i.inventory.upsertWorkload(object);
      }
      expect(i.series()).to.deep.equal(["shop/rollout/r/main reg.io/own:1 undefined"]);
      i.inventory.upsertWorkload(rollout());
      expect(i.series()).to.deep.equal(["shop/rollout/r/app reg.io/d:1 undefined"]);
      i.inventory.upsertWorkload(whole);
      expect(i.series()).to.deep.equal(["shop/rollout/r/main reg.io/own:1 undefined"]);
      i.inventory.deleteWorkload(whole);
      expect(i.series()).to.deep.equal(["shop/rollout/r/app reg.io/d:1 undefined"]);
      i.inventory.deleteWorkload(deployment);
      expect([i.series(), i.targets.size]).to.deep.equal([[], 0]);
    }
  });

  it("is no namesake that was made later", () => {
    const i = makeInventory({ customKinds: [ROLLOUT] });
    i.inventory.upsertWorkload({ ...rollout([template({ main: "reg.io/own:1" })]), uid: "another" });
    i.inventory.upsertWorkload(workload("d", { controller }));
    expect(i.series()).to.have.length(2);
  });
});
