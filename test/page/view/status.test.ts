import { expect } from "chai";
import { overviewPage } from "../../../src/page/html/overviewPage.ts";
import { readListQuery } from "../../../src/page/view/listQuery.ts";
import { listWorkloads } from "../../../src/page/view/lists.ts";
import { readStatus } from "../../../src/page/view/status.ts";
import { template, workload } from "../../inventory/inventoryFixture.ts";
import { NOW, type PageFixture, pageFixture } from "../pageFixture.ts";

describe("readStatus()", () => {
  let page: PageFixture;

  beforeEach(async () => {
    page = await pageFixture({ ignored: ["^skip.io"] });
    page.inventory.setReadability("secrets", undefined, "unreadable");
    page.answers.set("priv.io", "absent");
    const withSecret = template({ a: "priv.io/a:1", b: "priv.io/b:1" }, { pullSecrets: ["regcred"] });
    page.inventory.upsertWorkload(workload("blind", { templates: [withSecret] }));
    page.inventory.upsertWorkload(workload("web", { templates: [template({ a: "ok.io/web:1" })] }));
    page.inventory.upsertWorkload(workload("tool", { templates: [template({ a: "skip.io/tool:1" })] }));
    await page.check();
  });
  afterEach(() => page.stop());

  const listed = async (state: string) => {
    const query = readListQuery(new URLSearchParams({ state }));
    const { items } = await listWorkloads(page.sources, query, NOW);
    return items.reduce((sum, { containers }) => sum + containers, 0);
  };

  it("counts a container once, as the lists do", async () => {
    expect((await readStatus(page.sources, NOW)).containers).to.deep.equal({
      ...{ available: 1, unavailable: 0, unknown: 0, skipped: 3 },
    });
    page.inventory.upsertWorkload(workload("later", { templates: [template({ a: "slow.io/a:1" })] }));
    const { containers } = await readStatus(page.sources, NOW);
    expect(containers).to.deep.equal({ available: 1, unavailable: 0, unknown: 1, skipped: 3 });
    for (const [state, count] of Object.entries(containers)) {
      expect([state, await listed(state)]).to.deep.equal([state, count]);
    }
  });

  it("does not say that every image can be pulled where some cannot be told of", async () => {
    const headline = async () => {
      const status = await readStatus(page.sources, NOW);
      const { body } = overviewPage(status, { items: [], next: null }, { items: [], next: null });
      return /<h1>([^<]*)</.exec(String(body))?.[1];
    };
    expect(await headline()).to.equal("No image is known to be missing");
    page.inventory.setReadability("secrets", undefined, "readable");
    page.answers.set("priv.io", "ok");
    await page.clock.advance(120_000);
    expect(await headline()).to.equal("Every image can be pulled");
  });
});
