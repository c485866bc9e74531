import { expect } from "chai";
import { formatPlatform } from "../../src/image/platform.ts";
import type { NodeObject, PodTemplate } from "../../src/inventory/model.ts";
import { AVAILABLE, makeInventory, template, workload } from "./inventoryFixture.ts";

const MISSING = { result: "platform_missing", message: "nothing for linux/arm64" } as const;
const ARM = JSON.stringify({ selector: { "kubernetes.io/arch": "arm64" } });

function node(name: string, architecture: string): NodeObject {
  const labels = { "kubernetes.io/arch": architecture };
  return { name, platform: `linux/${architecture}`, runtime: "containerd", labels, taints: [] };
}
const uses = (name: string, image: string, rest: Partial<PodTemplate> = {}) =>
  workload(name, { templates: [template({ app: image }, rest)] });

/** Per live target its image, and the platforms for which it is checked. */
function asked({ targets }: Pick<ReturnType<typeof makeInventory>, "targets">) {
  return [...targets]
    .map(({ image, request }) => `${image} ${request.platforms?.map(formatPlatform) ?? "not"}`)
    .sort();
}

describe("Inventory, of images for platforms", () => {
  it("checks an image once for all workloads that may run on nodes of the same platforms", () => {
    const fixture = makeInventory({ platforms: [] });
    const { inventory } = fixture;
    inventory.upsertNode(node("a", "amd64"));
    inventory.upsertNode(node("b", "arm64"));
    inventory.upsertWorkload(uses("one", "reg.io/app:1"));
    inventory.upsertWorkload(uses("two", "reg.io/app:1"));
    inventory.upsertWorkload(uses("three", "reg.io/app:1", { placement: ARM }));
    inventory.nodePlatforms?.settle();
    expect(asked(fixture)).to.deep.equal([
      "reg.io/app:1 linux/amd64,linux/arm64",
      "reg.io/app:1 linux/arm64",
    ]);
  });

  it("tells it of those workloads alone that it concerns", () => {
    const { inventory, targets, series } = makeInventory({ platforms: ["linux/amd64", "linux/arm64"] });
    inventory.upsertWorkload(uses("any", "reg.io/app:1"));
    inventory.upsertWorkload(uses("amd", "reg.io/app:1", { placement: ARM.replace("arm64", "amd64") }));
    for (const target of targets) {
      inventory.recordOutcome(target, target.request.platforms?.length === 2 ? MISSING : AVAILABLE);
    }
    expect(series()).to.deep.equal([
      "shop/deployment/amd/app reg.io/app:1 available",
      "shop/deployment/any/app reg.io/app:1 platform_missing",
    ]);
  });

  it("hands verdict and place on where nodes of another platform join", () => {
    const fixture = makeInventory({ platforms: [] });
    const { inventory, added, succeeded, series, answer } = fixture;
    inventory.upsertNode(node("a", "amd64"));
    inventory.nodePlatforms?.settle();
    inventory.upsertWorkload(uses("one", "reg.io/app:1"));
    answer("app", AVAILABLE);
    added.length = 0;
    inventory.upsertNode(node("b", "arm64"));
    inventory.nodePlatforms?.settle();
    expect(asked(fixture)).to.deep.equal(["reg.io/app:1 linux/amd64,linux/arm64"]);
    expect([added.length, succeeded.length]).to.deep.equal([0, 1]);
    expect(series()).to.deep.equal(["shop/deployment/one/app reg.io/app:1 available"]);
    inventory.deleteNode("b");
    inventory.nodePlatforms?.settle();
    expect(asked(fixture)).to.deep.equal(["reg.io/app:1 linux/amd64"]);
  });

  it("looks into no image volume, nothing of which that is not known, and nothing where it is not asked to", () => {
    const volume = {
      ...template({}),
      containers: [{ container: "v", image: "reg.io/v:1", neverPulled: false, volume: true as const }],
    };
    const fixture = makeInventory({ platforms: ["linux/amd64"] });
    fixture.inventory.upsertWorkload(workload("one", { templates: [volume] }));
    fixture.inventory.upsertWorkload(uses("two", "reg.io/app:1", { placement: "unknown" }));
    expect(asked(fixture)).to.deep.equal(["reg.io/app:1 not", "reg.io/v:1 not"]);
    const off = makeInventory();
    off.inventory.upsertNode(node("a", "amd64"));
    off.inventory.upsertWorkload(uses("one", "reg.io/app:1"));
    expect(asked(off)).to.deep.equal(["reg.io/app:1 not"]);
  });
});
