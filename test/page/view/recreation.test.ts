import { expect } from "chai";
import { readRecreation } from "../../../src/page/view/recreation.ts";
import { template, workload } from "../../inventory/inventoryFixture.ts";
import { NOW, type PageFixture, pageFixture } from "../pageFixture.ts";

const name = (name: string) => ({ namespace: "shop", kind: "deployment", name });

/** Workloads of two containers each, whose pods run another image than both tags lead to. */
async function withMoved(page: PageFixture, names: readonly string[]): Promise<void> {
  for (const each of names) {
    const images = { app: `ok.io/${each}:1`, side: `ok.io/${each}-side:1` };
    page.inventory.upsertWorkload(workload(each, { templates: [template(images)] }));
    for (const image of Object.values(images)) {
      page.scripted.set(image, { result: "available", digest: `sha256:${"1".repeat(64)}` });
    }
    const controller = { groupKind: "apps/Deployment", name: each, uid: `uid-${each}` } as const;
    const replicaSet = { groupKind: "apps/ReplicaSet", name: `${each}-rs`, uid: `uid-${each}-rs` } as const;
    page.inventory.upsertOwner({ ...replicaSet, namespace: "shop", controller });
    page.inventory.upsertRunningPod({
      namespace: "shop",
      name: `${each}-1`,
      node: "one",
      controller: replicaSet,
      containers: Object.entries(images).map(([container, image]) => ({
        ...{ container, image },
        imageId: `ok.io/web@sha256:${"2".repeat(64)}`,
      })),
    });
  }
  await page.check();
  page.stop();
}

describe("readRecreation()", () => {
  it("counts workloads whose pods run what their tag no longer leads to, each once", async () => {
    const page = await pageFixture({ compare: () => Promise.resolve("other") });
    await withMoved(page, ["web", "api"]);
    const { moved } = await readRecreation(page.sources, NOW);
    expect(moved?.workloads).to.equal(2);
    expect(moved?.first).to.have.deep.members([name("web"), name("api")]);
  });

  it("counts workloads that cannot be rolled back, and tells the first of many", async () => {
    const lost = (each: string, revision: string) => ({
      ...name(each),
      ...{
        revision,
        container: "app",
        image: "reg.io/web:1",
        registry: "reg.io",
        reason: "absent",
        value: 1,
      },
    });
    const many = Array.from({ length: 300 }, (_, index) => lost(`web-${index}`, "1"));
    const page = await pageFixture({ lost: [lost("web-0", "2"), ...many] });
    const { lostRevisions } = await readRecreation(page.sources, NOW);
    expect(lostRevisions?.workloads).to.equal(300);
    expect(lostRevisions?.first).to.have.length(100);
    expect(lostRevisions?.first[0]).to.deep.equal(name("web-0"));
  });

  it("says nothing of what is not looked at", async () => {
    const page = await pageFixture();
    expect(await readRecreation(page.sources, NOW)).to.deep.equal({ moved: null, lostRevisions: null });
  });
});
