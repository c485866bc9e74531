import { expect } from "chai";
import { findingSet } from "../../src/inventory/hygieneFinding.ts";
import { makeInventory, pullSecret, template, workload } from "./inventoryFixture.ts";

describe("Inventory: unused pull secrets", () => {
  function make(options: Parameters<typeof makeInventory>[0] = {}) {
    const { inventory } = makeInventory({ ...options, hygiene: true });
    inventory.setSecretUseKnown(undefined, true);
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "a" }));
    const unused = () =>
      [...inventory.unusedPullSecrets()].map(({ namespace, name }) => `${namespace}/${name}`);
    return { inventory, unused };
  }
  const names = (pullSecrets: string[]) => ({
    templates: [template({ app: "reg.io/a:1" }, { pullSecrets })],
  });

  it("counts workloads as users, the disabled, opted-out, ignored and unreported ones too", () => {
    for (const user of [
      workload("a", names(["regcred"])),
      workload("a", { ...names(["regcred"]), disabled: true }),
      workload("a", { ...names(["regcred"]), optedOut: true }),
      workload("a", {
        ...names(["regcred"]),
        groupKind: "apps/ReplicaSet",
        controller: { groupKind: "apps/Deployment", name: "owner", uid: "u" },
      }),
      workload("a", { templates: [template({}, { otherSecrets: ["regcred"] })] }),
    ]) {
      const { inventory, unused } = make({ ignored: ["reg.io/.*"] });
      expect(unused()).to.deep.equal(["shop/regcred"]);
      inventory.upsertWorkload(user);
      expect(unused()).to.deep.equal([]);
      inventory.deleteWorkload(user);
      expect(unused()).to.deep.equal(["shop/regcred"]);
    }
  });

  it("counts service accounts and Pods as users, whether anything runs as them or not", () => {
    const { inventory, unused } = make();
    const account = { namespace: "shop", name: "idle" };
    inventory.upsertServiceAccount({ ...account, pullSecrets: ["regcred"] });
    expect(unused()).to.deep.equal([]);
    inventory.upsertServiceAccount({ ...account, pullSecrets: [], otherSecrets: ["regcred"] });
    expect(unused()).to.deep.equal([]);
    inventory.deleteServiceAccount(account);
    expect(unused()).to.deep.equal(["shop/regcred"]);
    inventory.upsertSecretUser({ namespace: "shop", name: "pod", secrets: ["regcred"] });
    expect(unused()).to.deep.equal([]);
    inventory.deleteSecretUser({ namespace: "shop", name: "pod" });
    expect(unused()).to.deep.equal(["shop/regcred"]);
  });

  it("says nothing of namespaces that are left out, and nothing while not all is known", () => {
    const { inventory, unused } = make({ selector: "team=a" });
    expect(unused()).to.deep.equal([]);
    const namespace = { name: "shop", labels: { team: "a" }, optedOut: false };
    inventory.upsertNamespace(namespace);
    expect(unused()).to.deep.equal(["shop/regcred"]);
    inventory.upsertNamespace({ ...namespace, optedOut: true });
    expect(unused()).to.deep.equal([]);
    inventory.upsertNamespace(namespace);
    inventory.setSecretUseKnown("shop", false);
    expect(unused()).to.deep.equal([]);
    inventory.deleteSecret(pullSecret("shop", "regcred", {}));
    inventory.setSecretUseKnown("shop", true);
    expect(unused()).to.deep.equal([]);
  });

  it("says nothing where it was not asked for", () => {
    const { inventory } = makeInventory();
    inventory.setSecretUseKnown(undefined, true);
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "a" }));
    expect([...inventory.unusedPullSecrets()]).to.deep.equal([]);
  });
});

describe("Inventory: how workloads stand a roll-out", () => {
  const service = (more: object = {}) => ({
    namespace: "shop",
    name: "web",
    selector: ["app=web"],
    targets: ["TCP/http"],
    ...more,
  });
  /** A template without readiness probe and preStop hook, and with equal probes in another container. */
  const serving = (labels: string[] = ["app=web", "tier=front"]) =>
    template(
      { app: "reg.io/web:1" },
      {
        serving: {
          labels,
          containers: [
            {
              container: "app",
              ports: ["TCP/8080", "TCP/http"],
              findings: findingSet(["no_readiness_probe", "no_pre_stop"]),
            },
            { container: "proxy", ports: [], findings: findingSet(["liveness_equals_readiness"]) },
          ],
        },
      },
    );
  const BEHIND = ["shop/deployment/web/app no_readiness_probe", "shop/deployment/web/app no_pre_stop"];
  const ALONE = ["shop/deployment/web/proxy liveness_equals_readiness"];

  function make(options: Parameters<typeof makeInventory>[0] = {}) {
    const { inventory } = makeInventory({ ...options, hygiene: true });
    inventory.setReadability("services", undefined, "readable");
    const found = () =>
      [...inventory.workloadFindings()].map(
        ({ namespace, kind, name, container, finding }) =>
          `${namespace}/${kind}/${name}/${container} ${finding}`,
      );
    return { inventory, found };
  }

  it("finds what concerns traffic while a Service selects the pods, whoever comes first", () => {
    const { inventory, found } = make();
    inventory.upsertWorkload(workload("web", { templates: [serving()] }));
    expect(found()).to.deep.equal(ALONE);
    inventory.upsertService(service());
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
    inventory.upsertService(service({ selector: ["app=api"] }));
    expect(found()).to.deep.equal(ALONE);
    inventory.upsertService(service({ selector: ["app=web", "tier=front"] }));
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
    inventory.deleteService(service());
    inventory.deleteService({ namespace: "shop", name: "never-seen" });
    expect(found()).to.deep.equal(ALONE);
    inventory.upsertService(service({ name: "other" }));
    inventory.deleteWorkload(workload("web"));
    expect(found()).to.deep.equal([]);
    inventory.upsertWorkload(workload("web", { templates: [serving()] }));
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
  });

  // Quadratic, it would take minutes.
  it("stands a hundred thousand labels, and Services that select by all of them", () => {
    const { inventory, found } = make();
    const labels = Array.from({ length: 100_000 }, (_, index) => `l${index}=x`).sort();
    for (let count = 0; count < 10; count++) {
      inventory.upsertService(service({ name: `s${count}`, selector: labels }));
    }
    inventory.upsertService(service({ name: "short", selector: ["l1=x", "l2=x", "m=x"] }));
    inventory.upsertWorkload(workload("web", { templates: [serving(labels)] }));
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
  });

  it("looks at few of the Services that select a template, and no further than says all of it", () => {
    const { inventory, found } = make();
    let looks = 0;
    for (let count = 0; count < 1_000; count++) {
      const counted = service({ name: `s${count}` });
      const { targets } = counted;
      inventory.upsertService({
        ...counted,
        get targets() {
          looks += 1;
          return targets;
        },
      });
    }
    inventory.upsertWorkload(workload("web", { templates: [serving()] }));
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
    expect(looks).to.be.within(1, 256);
  });

  it("follows a template that changes", () => {
    const { inventory, found } = make();
    inventory.upsertService(service());
    inventory.upsertWorkload(workload("web", { templates: [serving(["app=web"])] }));
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
    inventory.upsertWorkload(workload("web", { templates: [serving(["app=api"])] }));
    expect(found()).to.deep.equal(ALONE);
    inventory.upsertWorkload(workload("web", { templates: [template({ app: "reg.io/web:1" })] }));
    expect(found()).to.deep.equal([]);
  });

  it("does not look into other namespaces", () => {
    const { inventory, found } = make();
    inventory.upsertService(service({ namespace: "data" }));
    inventory.upsertWorkload(workload("web", { templates: [serving()] }));
    expect(found()).to.deep.equal(ALONE);
  });

  it("finds nothing of workloads that run no pods, and of what nobody rolls out", () => {
    const { inventory, found } = make();
    inventory.upsertService(service());
    const templates = [serving()];
    inventory.upsertWorkload(workload("web", { templates, disabled: true }));
    inventory.upsertWorkload(workload("b", { templates, optedOut: true }));
    inventory.upsertWorkload(workload("c", { templates, groupKind: "/Pod" }));
    inventory.upsertWorkload(
      workload("d", {
        templates,
        groupKind: "apps/ReplicaSet",
        controller: { groupKind: "apps/Deployment", name: "web", uid: "uid-web" },
      }),
    );
    expect(found()).to.deep.equal([]);
    inventory.upsertWorkload(workload("web", { templates }));
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
    inventory.upsertNamespace({ name: "shop", labels: {}, optedOut: true });
    expect(found()).to.deep.equal([]);
    inventory.upsertNamespace({ name: "shop", labels: {}, optedOut: false });
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
  });

  it("finds it of Pods under the name of an owner that is not watched", () => {
    const { inventory, found } = make();
    inventory.upsertService(service());
    const controller = { groupKind: "example.com/Queue", name: "q", uid: "u" } as const;
    for (const name of ["q-0", "q-1"]) {
      inventory.upsertWorkload(workload(name, { groupKind: "/Pod", templates: [serving()], controller }));
    }
    expect(found()).to.deep.equal([
      "shop/queue/q/app no_readiness_probe",
      "shop/queue/q/app no_pre_stop",
      "shop/queue/q/proxy liveness_equals_readiness",
    ]);
  });

  it("tells nothing twice of what goes and comes back meanwhile", () => {
    const { inventory } = make();
    const web = workload("web", { templates: [serving()] });
    inventory.upsertWorkload(web);
    inventory.upsertWorkload(workload("api", { templates: [serving()] }));
    const told: string[] = [];
    for (const { name } of inventory.workloadFindings()) {
      told.push(name);
      inventory.deleteWorkload(web);
      inventory.upsertWorkload(web);
    }
    expect(told).to.deep.equal(["web", "api"]);
  });

  it("says nothing that rests on Services where those cannot be read", () => {
    const { inventory, found } = make();
    inventory.upsertService(service());
    inventory.upsertWorkload(workload("web", { templates: [serving()] }));
    inventory.setReadability("services", "shop", "unreadable");
    expect(found()).to.deep.equal(ALONE);
    inventory.setReadability("services", "shop", "readable");
    expect(found()).to.deep.equal([...BEHIND, ...ALONE]);
    const pending = makeInventory({ hygiene: true }).inventory;
    pending.upsertService(service());
    pending.upsertWorkload(workload("web", { templates: [serving()] }));
    expect([...pending.workloadFindings()].map(({ finding }) => finding)).to.deep.equal([
      "liveness_equals_readiness",
    ]);
  });

  it("tells of each workload in one shard", () => {
    const shards = [0, 1, 2].map((shard) => make({ shards: 3, shard }));
    for (const { inventory } of shards) {
      inventory.upsertService(service());
      for (let index = 0; index < 30; index++) {
        inventory.upsertWorkload(workload(`w${index}`, { templates: [serving()] }));
      }
    }
    const told = shards.map(({ found }) => found());
    expect(told.every((list) => list.length > 0)).to.equal(true);
    expect(told.flat()).to.have.length(90);
    expect(new Set(told.flat()).size).to.equal(90);
  });

  it("says nothing where it was not asked for", () => {
    const { inventory } = makeInventory();
    inventory.setReadability("services", undefined, "readable");
    inventory.upsertService(service());
    inventory.upsertWorkload(workload("web", { templates: [serving()] }));
    expect([...inventory.workloadFindings()]).to.deep.equal([]);
  });
});
