import { expect } from "chai";
import { overviewPage } from "../../../src/page/html/overviewPage.ts";
import type { WorkloadCount } from "../../../src/page/view/recreation.ts";
import { readStatus } from "../../../src/page/view/status.ts";
import { NOW, pageFixture } from "../pageFixture.ts";

describe("overviewPage()", () => {
  const names = (count: number): WorkloadCount => ({
    workloads: count,
    first: Array.from({ length: Math.min(count, 100) }, (_, index) => ({
      ...{ namespace: "shop", kind: "deployment", name: `web-${index}` },
    })),
  });
  async function textOf(recreation: { moved: WorkloadCount | null; lostRevisions: WorkloadCount | null }) {
    const page = await pageFixture();
    const status = await readStatus(page.sources, NOW);
    const none = { items: [], next: null };
    return String(await overviewPage({ ...status, recreation }, none, none).body);
  }

  it("counts moved tags and what cannot be rolled back, with links", async () => {
    const text = await textOf({ moved: names(1), lostRevisions: names(1200) });
    expect(text).to.match(/<h2>Their tags were moved<\/h2><p>1 workload\. .*ImageMoved\.md"/);
    expect(text).to.match(/<h2>Cannot be rolled back<\/h2><p>1,200 workloads\. .*RollbackUnavailable\.md"/);
    expect(text).to.include('href="workload?namespace=shop&amp;kind=deployment&amp;name=web-0"');
    expect(text).to.include("and 1,192 more");
  });

  it("says nothing where there is nothing, or nobody looks", async () => {
    for (const each of [null, names(0)]) {
      const text = await textOf({ moved: each, lostRevisions: each });
      expect(text).not.to.match(/moved|rolled back/);
    }
  });
});
