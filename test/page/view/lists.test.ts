import { expect } from "chai";
import { readListQuery } from "../../../src/page/view/listQuery.ts";
import { listImages, listWorkloads } from "../../../src/page/view/lists.ts";
import { template, workload } from "../../inventory/inventoryFixture.ts";
import { NOW, type PageFixture, pageFixture } from "../pageFixture.ts";

describe("lists of the page", () => {
  let page: PageFixture;

  before(async () => {
    page = await pageFixture({ ignored: ["^skip.io"] });
    const { inventory, answers } = page;
    answers.set("gone.io", "absent").set("dead.io", "unreachable");
    const images = (...names: string[]) =>
      template(Object.fromEntries(names.map((name, index) => [`c${index}`, name])));
    inventory.upsertWorkload(
      workload("web", { templates: [images("ok.io/web:1", "gone.io/side:1")], replicas: 3 }),
    );
    inventory.upsertWorkload(workload("api", { templates: [images("ok.io/api:1")] }));
    inventory.upsertWorkload(workload("edge", { namespace: "net", templates: [images("dead.io/edge:1")] }));
    inventory.upsertWorkload(workload("tool", { namespace: "net", templates: [images("skip.io/tool:1")] }));
    inventory.upsertWorkload(workload("odd", { namespace: "net", templates: [images("ok.io/Odd")] }));
    await page.check();
    inventory.upsertWorkload(workload("later", { templates: [images("gone.io/later:1", "gone.io/side:1")] }));
    await page.clock.advance(1_000);
  });
  after(() => page.stop());

  const images = async (query = "") => {
    const { items, next } = await listImages(page.sources, readListQuery(new URLSearchParams(query)), NOW);
    return {
      names: items.map(({ image, verdict, skipped }) => `${image} ${verdict ?? skipped}`),
      next,
      items,
    };
  };
  const workloads = async (query = "") => {
    const { items, next } = await listWorkloads(page.sources, readListQuery(new URLSearchParams(query)), NOW);
    return { names: items.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`), next, items };
  };

  it("have all images by name", async () => {
    expect((await images()).names).to.deep.equal([
      "dead.io/edge:1 registry_unavailable",
      "gone.io/later:1 absent",
      "gone.io/side:1 absent",
      "ok.io/Odd bad_image_format",
      "ok.io/api:1 available",
      "ok.io/web:1 available",
      "skip.io/tool:1 ignored",
    ]);
  });

  it("have unavailable images by urgency: what is certain first, of these the newest", async () => {
    expect((await images("state=unavailable")).names).to.deep.equal([
      "gone.io/later:1 absent",
      "gone.io/side:1 absent",
      "ok.io/Odd bad_image_format",
      "dead.io/edge:1 registry_unavailable",
    ]);
  });

  it("say of an image why, since when, and who is concerned", async () => {
    const { items } = await images("search=side");
    expect(items).to.deep.equal([
      {
        image: "gone.io/side:1",
        registry: "gone.io",
        lastCheck: items[0]?.lastCheck,
        nodes: null,
        verdict: "absent",
        message: "404",
        since: "2026-01-01T00:00:00.010Z",
        sinceSeen: false,
        skipped: null,
        containers: 2,
        unavailable: 2,
        elsewhere: 0,
        replicas: 4,
        workloads: [
          { namespace: "shop", kind: "deployment", name: "web" },
          { namespace: "shop", kind: "deployment", name: "later" },
        ],
        moreWorkloads: 0,
      },
    ]);
  });

  it("have workloads by namespace, kind and name, each with its worst image first", async () => {
    const { names, items } = await workloads();
    expect(names).to.deep.equal([
      "net/deployment/edge",
      "net/deployment/odd",
      "net/deployment/tool",
      "shop/deployment/api",
      "shop/deployment/later",
      "shop/deployment/web",
    ]);
    expect(items.at(-1)).to.deep.include({
      verdict: "absent",
      images: ["gone.io/side:1", "ok.io/web:1"],
      containers: 2,
      unavailable: 1,
      replicas: 3,
    });
  });

  for (const [query, expected] of [
    ["search=WEB", "gone.io/side:1 ok.io/web:1"],
    ["search=o.i", ""],
    ["search=.io/e", "dead.io/edge:1"],
    ["search=net/tool", "skip.io/tool:1"],
    ["registry=dead.io", "dead.io/edge:1"],
    ["namespace=net&state=unavailable", "ok.io/Odd dead.io/edge:1"],
    ["reason=ignored", "skip.io/tool:1"],
    ["reason=bad_image_format", "ok.io/Odd"],
    ["state=available", "ok.io/api:1 ok.io/web:1"],
    ["state=skipped", "skip.io/tool:1"],
    ["state=unknown", ""],
    ["image=ok.io/api:1", "ok.io/api:1"],
    ["search=(", ""],
  ] as const) {
    it(`are restricted by ${query}`, async () => {
      const { items } = await images(query);
      expect(items.map(({ image }) => image).join(" ")).to.equal(expected);
    });
  }

  for (const query of ["", "state=unavailable&", "search=io&"]) {
    it(`come in pages that hold each image once, in the same order (${query || "all"})`, async () => {
      const { names } = await images(query);
      const seen: string[] = [];
      let after: string | null = "";
      while (after !== null) {
        const page: Awaited<ReturnType<typeof images>> = await images(
          `${query}limit=2&after=${encodeURIComponent(after)}`,
        );
        expect(page.names.length).to.be.within(1, 2);
        seen.push(...page.names);
        after = page.next;
      }
      expect(seen).to.deep.equal(names);
    });
  }

  it("tell since when an image is gone that was there", async () => {
    page.answers.set("ok.io", "absent");
    await page.clock.advance(11 * 60_000);
    const { items } = await images("search=ok.io/api");
    expect(items[0]).to.deep.include({ verdict: "absent", sinceSeen: true });
    page.answers.set("ok.io", "ok");
    await page.clock.advance(2 * 60_000);
    expect((await images("search=ok.io/api")).items[0]).to.deep.include({
      verdict: "available",
      since: null,
    });
  });
});
