import { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { Duplex } from "node:stream";
import { expect } from "chai";
import { pageRoutes } from "../../src/page/pageRoutes.ts";
import { template, workload } from "../inventory/inventoryFixture.ts";
import { send, startTestServer, type TestServer } from "../server/testServer.ts";
import { until } from "../support/until.ts";
import { type PageFixture, pageFixture } from "./pageFixture.ts";

describe("pageRoutes()", () => {
  let page: PageFixture;
  let server: TestServer;
  /** Would be a script, an attribute or an element, wherever it stood unescaped. */
  const EVIL = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&`;

  before(async () => {
    page = await pageFixture({ informers: [{ resource: `pods${EVIL}`, state: "overdue", error: EVIL }] });
    page.answers.set("gone.io", "absent");
    const { inventory } = page;
    inventory.upsertWorkload(workload("web", { templates: [template({ app: "gone.io/web:1" })] }));
    inventory.upsertWorkload(workload("fine", { templates: [template({ app: "ok.io/fine:1" })] }));
    inventory.upsertWorkload(
      workload(`name${EVIL}`, {
        namespace: `space${EVIL}`,
        templates: [
          template({ [`app${EVIL}`]: `ok.io/${EVIL}` }, { pullSecrets: [`secret${EVIL}`] }),
          template({ other: "ok.io/never:1" }, { serviceAccount: `account${EVIL}` }),
        ],
      }),
    );
    await page.check();
    server = await startTestServer(Object.fromEntries(pageRoutes(page.sources)));
  });
  after(async () => {
    page.stop();
    await server.close();
  });
  beforeEach(() => page.protect(false));

  const get = async (path: string) => {
    const { status, headers, body } = await send(server.url + path);
    return { status, headers, text: body.toString() };
  };
  const evilWorkload = `namespace=${encodeURIComponent(`space${EVIL}`)}&kind=deployment&name=${encodeURIComponent(`name${EVIL}`)}`;

  const PATHS = [
    "/",
    "/images",
    "/images?state=unavailable",
    `/images?search=${encodeURIComponent(EVIL)}`,
    `/images?namespace=${encodeURIComponent(EVIL)}&registry=${encodeURIComponent(EVIL)}&image=${encodeURIComponent(EVIL)}`,
    `/images?sarch${encodeURIComponent(EVIL)}=1`,
    `/image?name=${encodeURIComponent(`ok.io/${EVIL}`)}`,
    `/image?name=${encodeURIComponent(EVIL)}`,
    "/image?name=gone.io/web:1",
    "/workloads",
    `/workload?${evilWorkload}`,
    `/workload?namespace=${encodeURIComponent(EVIL)}&kind=${encodeURIComponent(EVIL)}&name=x`,
    `/search?search=${encodeURIComponent(EVIL)}`,
    "/registries",
    "/changes",
    "/exporter",
    `/exporter?refresh=60&x=${encodeURIComponent(EVIL)}`,
  ];

  for (const isProtected of [false, true]) {
    for (const path of PATHS) {
      it(`lets nobody inject anything into ${path.slice(0, 40)}${isProtected ? ", protected" : ""}`, async () => {
        page.protect(isProtected);
        const { status, headers, text } = await get(path);
        expect(status).to.be.oneOf([200, 400, 404]);
        expect(headers["content-type"]).to.equal("text/html; charset=utf-8");
        expect(text).to.match(/^<!doctype html>/);
        // What a parser would take for an element or an attribute.
        expect(text.replace(/"[^"<>]*"/g, '""')).to.not.match(/<script|<img|onerror=(?!alert\(1\)&gt;)/);
        expect(text).to.not.contain(EVIL);
      });
    }
  }

  it("forbids scripts, frames and all that is elsewhere, and has caches ask again", async () => {
    const { headers } = await get("/");
    expect(headers["content-security-policy"]).to.equal(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers["referrer-policy"]).to.equal("no-referrer");
    expect(headers["x-content-type-options"]).to.equal("nosniff");
    expect(headers["cache-control"]).to.equal("private, no-cache");
  });

  it("loads nothing but its own stylesheet and icon, by relative addresses", async () => {
    for (const path of PATHS) {
      const { text } = await get(path);
      const loaded = [...text.matchAll(/(?:src|<link[^>]* href)="([^"]*)"/g)].map(([, url]) => url);
      expect(loaded.map((url) => url?.replace(/\?v=[0-9a-f]{12}$/, ""))).to.deep.equal([
        "status.css",
        "status.svg",
      ]);
      expect(text).to.not.match(/ href="\//);
    }
    const style = await get("/status.css?v=1");
    expect(style.headers["content-type"]).to.equal("text/css; charset=utf-8");
    expect(style.headers["cache-control"]).to.equal("public, max-age=86400");
    expect(style.text).to.not.match(/url\(|@import/);
    expect((await get("/status.svg")).headers["content-type"]).to.equal("image/svg+xml");
  });

  it("says what is broken first, and what to do", async () => {
    const { text } = await get("/");
    const { headline, problem, remedy } = {
      headline: text.indexOf("2 containers could not pull their images"),
      problem: text.indexOf(">gone.io/<wbr>web:1</a>"),
      remedy: text.indexOf("docs/runbooks/ImageAbsent.md"),
    };
    expect(headline).to.be.greaterThan(0);
    expect(problem).to.be.greaterThan(headline);
    expect(remedy).to.be.greaterThan(problem);
  });

  it("says on an image's page what was found when, and when it will be looked at again", async () => {
    const { text } = await get("/image?name=gone.io/web:1");
    expect(text).to.contain('<li class="bad" title="00:00 absent">');
    expect(text.match(/<li class="none"/g)?.length).to.equal(23);
    expect(text).to.contain("A node that had to pull it now would say:");
    expect(text).to.contain(">in 58 s</time> at the latest");
    expect(text).to.contain("gone.io/v2/web");
  });

  it("names Secrets and the configuration only to who has shown who he is, and says why not", async () => {
    const open = [await get(`/workload?${evilWorkload}`), await get("/exporter")].map(({ text }) => text);
    expect(open[0]).to.not.contain("secret&quot;").and.not.contain("account&quot;");
    expect(open[1]).to.not.contain("config.schedule.recheckWindow");
    expect(open[1]).to.contain("Everybody who reaches this port can read this page.");
    page.protect(true);
    const shown = [await get(`/workload?${evilWorkload}`), await get("/exporter")].map(({ text }) => text);
    expect(shown[0]).to.contain("secret&quot;").and.contain("account&quot;");
    expect(shown[1]).to.contain("config.schedule.recheckWindow");
    expect(shown[1]).to.not.contain("Everybody who reaches this port");
  });

  it("is loaded again each minute only where that is asked for", async () => {
    expect((await get("/images?state=available")).headers.refresh).to.equal(undefined);
    const { headers, text } = await get("/images?state=available&refresh=60");
    expect(headers.refresh).to.equal("60");
    expect(text).to.contain('<a href="images?state=available">stop</a>');
  });

  it("answers 404 for an image or workload that nobody uses, and 400 for what cannot be asked", async () => {
    expect((await get("/image?name=nobody/uses:this")).status).to.equal(404);
    expect((await get("/workload?namespace=shop&kind=deployment&name=none")).status).to.equal(404);
    expect((await get("/images?limit=-1")).status).to.equal(400);
  });
});

describe("pageRoutes(), large answers", () => {
  let page: PageFixture;
  beforeEach(async () => {
    page = await pageFixture();
    for (let index = 0; index < 500; index++) {
      const image = `reg.io/${"long-name/".repeat(20)}app:${index}`;
      page.inventory.upsertWorkload(workload(`w${index}`, { templates: [template({ app: image })] }));
    }
    await page.check();
  });
  afterEach(() => page.stop());

  /** Asks over a connection that takes everything, or nothing. */
  const ask = (routes: ReturnType<typeof pageRoutes>, path: string, takes: boolean) => {
    const taken: Buffer[] = [];
    const socket = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        if (takes) {
          taken.push(chunk);
          done();
        }
      },
    });
    const request = new IncomingMessage(socket as unknown as Socket);
    Object.assign(request, { method: "GET", url: path });
    const response = new ServerResponse(request);
    response.assignSocket(socket as unknown as Socket);
    response.on("error", () => {});
    // As Node.js' own server does.
    socket.on("drain", () => response.emit("drain"));
    void routes.get(path.split("?")[0]!)!(request, response);
    return {
      response,
      held: () => (response.destroyed ? 0 : socket.writableLength),
      taken,
    };
  };
  const turns = async () => {
    for (let count = 0; count < 50; count++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  for (const path of ["/api/v1/images?limit=500", "/images?limit=500", "/api/v1/workloads?limit=500"]) {
    it(`keeps little of ${path} for those who take nothing of it, and serves who does`, async () => {
      const routes = pageRoutes(page.sources);
      const whole = ask(routes, path, true);
      await until(() => whole.response.writableFinished);
      const size = Buffer.concat(whole.taken).length;
      expect(size).to.be.greaterThan(32 * 1024);
      const slow = Array.from({ length: 30 }, () => ask(routes, path, false));
      for (let waitedMs = 0; waitedMs < 3_000; waitedMs += 300) {
        await turns();
        await page.clock.advance(300);
        expect(slow.reduce((sum, { held }) => sum + held(), 0)).to.be.below(5 * size);
      }
      const quick = ask(routes, path, true);
      for (let waitedMs = 0; !quick.response.writableFinished && waitedMs < 7_200; waitedMs += 300) {
        await turns();
        await page.clock.advance(300);
      }
      expect([quick.response.statusCode, quick.response.writableFinished]).to.deep.equal([200, true]);
      for (const { response } of slow) {
        response.destroy();
      }
    });
  }
});

describe("pageRoutes(), of platforms", () => {
  it("tells for which an image has to be there, and what it lacks", async () => {
    const page = await pageFixture({ platforms: ["linux/amd64", "linux/arm64"] });
    page.inventory.upsertWorkload(workload("web", { templates: [template({ app: "half.io/web:1" })] }));
    await page.check();
    const [workloadOfIt] = page.inventory.workloads();
    const message = "no image for linux/arm64";
    page.inventory.recordOutcome(workloadOfIt!.uses[0]!.target!, { result: "platform_missing", message });
    const server = await startTestServer(Object.fromEntries(pageRoutes(page.sources)));
    try {
      const { body } = await send(`${server.url}/image?name=half.io/web:1`);
      expect(body.toString())
        .to.include('<dt>For platforms</dt><dd class="mono">linux/amd64, linux/arm64</dd>')
        .and.to.include("platform missing")
        .and.to.include(message);
    } finally {
      page.stop();
      await server.close();
    }
  });
});
