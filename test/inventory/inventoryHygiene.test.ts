import { expect } from "chai";
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
        controller: { groupKind: "apps/StatefulSet", name: "owner", uid: "u" },
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
    inventory.deleteSecret({ namespace: "shop", name: "regcred" });
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
