import { expect } from "chai";
import { readWorkload } from "../../../src/page/view/workload.ts";
import { template, workload } from "../../inventory/inventoryFixture.ts";
import { NOW, pageFixture } from "../pageFixture.ts";

describe("readWorkload()", () => {
  const web = { namespace: "shop", kind: "deployment", name: "web" };
  const lost = (revision: string, name: string, value: number) => ({
    ...web,
    name,
    revision,
    container: "app",
    image: `reg.io/web:${revision}`,
    registry: "reg.io",
    reason: "absent",
    value,
  });

  it("tells the older revisions of a workload that cannot be rolled back to, the newest first", async () => {
    const page = await pageFixture({
      lost: [lost("3", "web", 2), lost("9", "other", 1), lost("4", "web", 1)],
    });
    page.inventory.upsertWorkload(workload("web"));
    const { lostRevisions } = (await readWorkload(page.sources, web, NOW)) ?? {};
    expect(lostRevisions).to.deep.equal([
      { revision: "4", container: "app", image: "reg.io/web:4", reason: "absent" },
      { revision: "3", container: "app", image: "reg.io/web:3", reason: "absent" },
    ]);
  });

  it("says nothing of older revisions where they are not looked at", async () => {
    const page = await pageFixture();
    page.inventory.upsertWorkload(workload("web"));
    expect(await readWorkload(page.sources, web, NOW)).to.deep.include({ lostRevisions: null });
  });

  it("says which container's pods run another image than its tag leads to by now", async () => {
    const page = await pageFixture({ compare: () => Promise.resolve("other") });
    const images = { app: "ok.io/web:1", side: "ok.io/side:1" };
    page.inventory.upsertWorkload(workload("web", { templates: [template(images)] }));
    page.scripted.set("ok.io/web:1", { result: "available", digest: `sha256:${"1".repeat(64)}` });
    const controller = { groupKind: "apps/Deployment", name: "web", uid: "uid-web" } as const;
    const replicaSet = { groupKind: "apps/ReplicaSet", name: "web-rs", uid: "uid-web-rs" } as const;
    page.inventory.upsertOwner({ ...replicaSet, namespace: "shop", controller });
    page.inventory.upsertRunningPod({
      namespace: "shop",
      name: "web-1",
      node: "one",
      controller: replicaSet,
      containers: [{ container: "app", image: "ok.io/web:1", imageId: `ok.io/web@sha256:${"2".repeat(64)}` }],
    });
    await page.check();
    page.stop();
    const { items } = (await readWorkload(page.sources, web, NOW)) ?? {};
    expect(items?.map(({ container, moved }) => `${container} ${moved}`)).to.deep.equal([
      "app true",
      "side false",
    ]);
  });

  it("knows nothing of a workload that is not there", async () => {
    const page = await pageFixture();
    expect(await readWorkload(page.sources, web, NOW)).to.equal(undefined);
  });
});
