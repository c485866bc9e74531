import { expect } from "chai";
import { answerApi } from "../../src/page/answerApi.ts";
import { answerPage } from "../../src/page/answerPage.ts";
import { template, workload } from "../inventory/inventoryFixture.ts";
import { NOW, type PageFixture, pageFixture } from "./pageFixture.ts";

describe("the page of one of several shards", () => {
  let shards: readonly PageFixture[];
  const images = Array.from({ length: 20 }, (_, index) => `ok.io/c${index}:1`);

  before(async () => {
    shards = await Promise.all([0, 1].map((shard) => pageFixture({ shards: 2, shard })));
    for (const { inventory, check } of shards) {
      const containers = Object.fromEntries(images.map((image, index) => [`c${index}`, image]));
      inventory.upsertWorkload(workload("web", { templates: [template(containers)] }));
      inventory.upsertWorkload(workload("one", { templates: [template({ a: images[0]! })] }));
      await check();
    }
  });
  after(() => shards.map((page) => page.stop()));

  const get = async (page: PageFixture, path: string) => {
    const { status, text } = await answerApi(page.sources, `/api/v1/${path}`, NOW.signal);
    return { status, body: JSON.parse(text) };
  };
  const both = async (path: string) => await Promise.all(shards.map((page) => get(page, path)));
  const namesOf = ({ body }: { body: { items: { image: string; name: string }[] } }) =>
    body.items.map(({ image, name }) => image ?? name);

  it("says in every answer that it is a part", async () => {
    const workloadPath = "workloads?namespace=shop&kind=deployment&name=web";
    for (const path of ["status", "images", "workloads", `images?name=${images[0]}`, workloadPath]) {
      for (const [shard, { body }] of (await both(path)).entries()) {
        expect(body).to.deep.include({ shards: 2, shard });
      }
    }
    for (const path of [
      "",
      "images",
      "workloads",
      "changes",
      "search?search=web",
      `image?name=${images[0]}`,
    ]) {
      const { text } = await answerPage(shards[1]!.sources, `/${path}`, NOW.signal);
      expect(text).to.contain("one of 2 exporters");
    }
  });

  it("does not call a workload available of which it knows a part, and says how much it knows", async () => {
    const own = (await both("images")).map((answer) => namesOf(answer).length);
    expect([own[0]! + own[1]!, own.every((count) => count > 0)]).to.deep.equal([20, true]);
    for (const [shard, { body }] of (await both("workloads?search=web")).entries()) {
      expect(body.items).to.have.lengthOf(1);
      expect(body.items[0]).to.deep.include({
        ...{ verdict: null, skipped: null, containers: own[shard], elsewhere: 20 - own[shard]! },
      });
    }
    for (const [shard, { body }] of (
      await both("workloads?namespace=shop&kind=deployment&name=web")
    ).entries()) {
      expect(body).to.deep.include({
        ...{ verdict: null, containers: own[shard], elsewhere: 20 - own[shard]!, moreContainers: 0 },
      });
      expect(body.items).to.have.lengthOf(own[shard]!);
    }
    for (const { body } of await both("workloads?search=web&state=available")) {
      expect(body.items[0]).to.deep.include({ verdict: "available", elsewhere: 0 });
    }
  });

  it("lists no workload and no image that is wholly another's, and says of one that it is asked for whose it is", async () => {
    const lists = await both("workloads");
    expect(lists.map(namesOf).sort()).to.deep.equal([["one", "web"], ["web"]]);
    const [mine, others] = await Promise.all(
      [true, false].map((isMine) =>
        get(
          shards[lists.findIndex((list) => namesOf(list).includes("one") === isMine)]!,
          `images?name=${images[0]}`,
        ),
      ),
    );
    expect(mine!.body).to.deep.include({ verdict: "available", containers: 2, elsewhere: 0 });
    expect(others!.body).to.deep.include({ verdict: null, containers: 0, elsewhere: 2 });
  });

  it("gives no page that another began, which would leave rows out", async () => {
    const [first, second] = shards as [PageFixture, PageFixture];
    const { next } = (await get(first, "images?limit=2")).body;
    const path = `images?limit=500&after=${encodeURIComponent(next)}`;
    const rest = namesOf(await get(first, path));
    expect(rest).to.deep.equal(namesOf(await get(first, "images")).slice(2));
    const refused = await get(second, path);
    expect([refused.status, refused.body.error]).to.deep.equal([
      400,
      `after: expected what this exporter gave, which is shard 1 of 2, given ${JSON.stringify(next)}`,
    ]);
    expect((await get(second, "images?after=ok.io/c1:1")).status).to.equal(400);
  });
});
