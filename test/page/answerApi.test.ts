import { expect } from "chai";
import { answerApi } from "../../src/page/answerApi.ts";
import { pullSecret, template, workload } from "../inventory/inventoryFixture.ts";
import { NOW, type PageFixture, pageFixture } from "./pageFixture.ts";

describe("answerApi()", () => {
  let page: PageFixture;

  before(async () => {
    page = await pageFixture();
    const { inventory, answers } = page;
    answers.set("gone.io", "absent");
    inventory.upsertSecret(pullSecret("shop", "regcred", { "gone.io": "me" }));
    const withSecret = template({ app: "gone.io/web:1" }, { pullSecrets: ["regcred", "nowhere"] });
    inventory.upsertWorkload(workload("web", { templates: [withSecret], replicas: 2 }));
    inventory.upsertWorkload(workload("api", { templates: [template({ app: "ok.io/api:1" })] }));
    inventory.upsertWorkload(
      workload("off", { disabled: true, templates: [template({ app: "ok.io/off:1" })] }),
    );
    await page.check();
  });
  after(() => page.stop());
  beforeEach(() => page.protect(false));

  const get = async (url: string) => {
    const { status, text } = await answerApi(page.sources, url, NOW.signal);
    return { status, body: JSON.parse(text) };
  };

  it("sums up on /api/v1/status", async () => {
    const { status, body } = await get("/api/v1/status");
    expect(status).to.equal(200);
    expect(body).to.deep.include({
      version: "1.2.3",
      asOf: "2026-01-01T00:00:02.000Z",
      startedAt: "2026-01-01T00:00:00.000Z",
      ready: true,
      shards: 1,
      containers: { available: 1, unavailable: 1, unknown: 0, skipped: 1 },
      unavailableBy: {
        reason: [{ name: "absent", containers: 1 }],
        registry: [{ name: "gone.io", containers: 1 }],
        namespace: [{ name: "shop", containers: 1 }],
      },
      skippedBy: [{ name: "disabled", containers: 1 }],
      informers: [{ resource: "deployments", state: "synced" }],
      pullSecretProblems: [{ kind: "missing", namespace: "shop", name: "nowhere" }],
      mirrorsOnly: [],
      configuration: null,
      withheld: ["nodes", "secrets", "configuration"],
    });
    expect(body.registries).to.deep.equal([
      {
        registry: "gone.io",
        state: "up",
        message: "",
        targets: 1,
        queued: 0,
        checkMilliseconds: 10,
        errorShare: 0,
        budget: { concurrency: 16, requestsPerSecond: 50 },
        remaining: null,
      },
      { ...body.registries[0], registry: "ok.io" },
    ]);
    expect(body.changes).to.deep.equal([
      {
        at: "2026-01-01T00:00:00.010Z",
        from: null,
        to: "absent",
        message: "404",
        namespace: "shop",
        kind: "deployment",
        name: "web",
        registry: "gone.io",
        image: "gone.io/web:1",
        severalImages: false,
        containers: 1,
      },
    ]);
    page.protect(true);
    const shown = (await get("/api/v1/status")).body;
    expect(shown.withheld).to.deep.equal([]);
    expect(shown.configuration).to.deep.include({
      path: "config.server.statusPage",
      value: "true",
      changed: false,
    });
  });

  it("tells all of one image, and the sources of its credentials only to who has shown who he is", async () => {
    const { status, body } = await get("/api/v1/images?name=gone.io/web:1");
    expect(status).to.equal(200);
    expect(body).to.deep.include({
      reference: "gone.io/web:1",
      verdict: "absent",
      message: "404",
      replicas: 2,
    });
    expect(body.workloads.next).to.equal(null);
    expect(body.workloads.items).to.have.lengthOf(1);
    expect(body.workloads.items[0]).to.deep.include({ namespace: "shop", name: "web", verdict: "absent" });
    expect(body.strip.cells.at(-1)).to.deep.equal({ began: "2026-01-01T00:00:00.000Z", result: "absent" });
    expect(body.targets).to.deep.equal([
      {
        result: "absent",
        message: "404",
        digest: null,
        origin: null,
        endpoints: [{ registry: "gone.io", address: "gone.io/v2/web", isOrigin: true, resolves: true }],
        platforms: null,
        nodeRegistries: [],
        containers: 1,
        credentialCount: 1,
        credentials: null,
        nodeSources: null,
        lastCheck: "2026-01-01T00:00:00.010Z",
        nextCheck: "2026-01-01T00:01:00.010Z",
        state: "resting",
      },
    ]);
    page.protect(true);
    const [target] = (await get("/api/v1/images?name=gone.io/web:1")).body.targets;
    expect(target.credentials).to.deep.equal([{ source: "secret shop/regcred", key: "gone.io" }]);
    expect(JSON.stringify(target)).to.not.contain("password of me");
  });

  it("tells all of one workload", async () => {
    page.protect(true);
    const { body } = await get("/api/v1/workloads?namespace=shop&kind=deployment&name=web");
    expect(body).to.deep.include({
      namespace: "shop",
      kind: "deployment",
      name: "web",
      verdict: "absent",
      pods: 2,
      disabled: false,
      optedOut: false,
      serviceAccounts: [],
      pullSecrets: [
        { name: "regcred", state: "used", message: "" },
        { name: "nowhere", state: "missing", message: "" },
      ],
    });
    expect(body.items).to.have.lengthOf(1);
    expect(body.items[0]).to.deep.include({ container: "app", image: "gone.io/web:1", state: "unavailable" });
    const off = await get("/api/v1/workloads?namespace=shop&kind=deployment&name=off");
    expect(off.body).to.deep.include({ disabled: true, verdict: null, skipped: "disabled" });
  });

  it("lists images and workloads by pages", async () => {
    const first = (await get("/api/v1/images?limit=1")).body;
    expect(first.items.map(({ image }: { image: string }) => image)).to.deep.equal(["gone.io/web:1"]);
    const second = (await get(`/api/v1/images?limit=1&after=${first.next}`)).body;
    expect(second.items.map(({ image }: { image: string }) => image)).to.deep.equal(["ok.io/api:1"]);
    const { items } = (await get("/api/v1/workloads?state=unavailable")).body;
    expect(items.map(({ name }: { name: string }) => name)).to.deep.equal(["web"]);
  });

  for (const [url, status, error] of [
    ["/api/v1/images?name=none", 404, "there is no such thing"],
    [
      "/api/v1/workloads?name=web&kind=deployment",
      400,
      'expected the parameters namespace, kind, name, given "namespace"',
    ],
    ["/api/v1/images?name=a&search=b", 400, 'expected the parameters name, given "search"'],
    ["/api/v1/status?verbose", 400, 'expected no parameters, given "verbose"'],
    ["/api/v1/images?refresh=60", 400, undefined],
  ] as const) {
    it(`answers ${status} to ${url}`, async () => {
      const answer = await get(url);
      expect(answer.status).to.equal(status);
      if (error !== undefined) {
        expect(answer.body).to.deep.equal({ error });
      }
    });
  }
});
