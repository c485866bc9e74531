import { expect } from "chai";
import { Agent, request } from "undici";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { ask, basic, manifest, registriesForTests } from "./registriesForTests.ts";

const USERS = { alice: "wonderland", bob: "builder" };

describe("startDemoRegistry", () => {
  const start = registriesForTests();

  describe("without authentication", () => {
    it("putImage() and deleteImage() make an image come and go", async () => {
      const registry = await start();
      expect((await ask(manifest(registry))).status).to.equal(404);
      const digest = registry.putImage("team/app", "1");
      expect((await ask(manifest(registry))).headers["docker-content-digest"]).to.equal(digest);
      expect(registry.deleteImage("team/app", "1")).to.equal(true);
      expect((await ask(manifest(registry))).status).to.equal(404);
      expect(registry.deleteImage("team/app", "1")).to.equal(false);
    });

    it("putImage() gives equal names equal digests, and other seeds others", async () => {
      const registry = await start();
      const digest = registry.putImage("team/app", "1");
      expect(registry.putImage("team/app", "1")).to.equal(digest);
      expect(registry.putImage("team/app", "1", { seed: "rebuilt" })).to.not.equal(digest);
    });

    it("putImage() can leave a schema 1 manifest, which nobody can push any more", async () => {
      const registry = await start();
      registry.putImage("team/app", "1", { layout: "schema1" });
      expect((await ask(manifest(registry))).headers["content-type"]).to.contain("manifest.v1+prettyjws");
    });

    it("records requests with their status, and never more than 1000", async () => {
      const registry = await start();
      await ask(`${manifest(registry)}?x=1`, { method: "HEAD", headers: basic("alice", "x") });
      expect(registry.requests).to.deep.equal([
        { method: "HEAD", path: "/v2/team/app/manifests/1?x=1", status: 404, user: "alice", scheme: "basic" },
      ]);
      for (let i = 0; i < 1000; i++) {
        await ask(`${registry.url}/`);
      }
      expect(registry.requests).to.have.lengthOf(1000);
      expect(registry.requests[0]?.path).to.equal("/");
    });
  });

  it("speaks HTTPS where it is given a certificate", async () => {
    const authority = await makeAuthority();
    const registry = await start({ tls: await makeServerCertificate(["127.0.0.1"], authority) });
    expect(registry.url).to.equal(`https://${registry.host}`);
    const dispatcher = new Agent({ connect: { ca: authority.cert } });
    const { statusCode, body } = await request(`${registry.url}/v2/`, { dispatcher });
    expect([statusCode, await body.text()]).to.deep.equal([200, "{}"]);
    await dispatcher.close();
  });

  describe("with Basic authentication and access rules", () => {
    const access = [
      { repository: "public/*", pull: "anyone" },
      { repository: "team/app", pull: ["alice"], push: [] },
    ] as const;
    const cases: [name: string, headers: Record<string, string>, status: number, code?: string][] = [
      ["public/app", {}, 200],
      ["public/app", basic("alice", "wrong"), 401, "UNAUTHORIZED"],
      ["team/app", {}, 401, "UNAUTHORIZED"],
      ["team/app", basic("alice", "wonderland"), 200],
      ["team/app", basic("bob", "builder"), 403, "DENIED"],
      ["other/app", basic("bob", "builder"), 200],
      ["other/app", {}, 401, "UNAUTHORIZED"],
    ];
    for (const [name, headers, status, code] of cases) {
      const who = Buffer.from(headers.authorization?.slice(6) ?? "", "base64").toString() || "nobody";
      it(`GET of ${name} is ${status} for ${who}`, async () => {
        const registry = await start({ authentication: "basic", users: USERS, access });
        registry.putImage(name, "1");
        const answer = await ask(manifest(registry, name), { headers });
        expect([answer.status, answer.code]).to.deep.equal([status, code]);
      });
    }
  });

  describe("with a quota", () => {
    it("counts GETs of manifests, tells what is left, then answers 429 until the window ends", async () => {
      const clock = fakeClock();
      const registry = await start({ clock, quota: { limit: 2, windowMs: 60_000, countsHead: false } });
      registry.putImage("team/app", "1");
      const seen = async (method: "GET" | "HEAD") => {
        const { status, headers } = await ask(manifest(registry), { method });
        return [status, headers["ratelimit-limit"], headers["ratelimit-remaining"], headers["retry-after"]];
      };
      expect(await seen("HEAD")).to.deep.equal([200, "2;w=60", "2;w=60", undefined]);
      expect(await seen("GET")).to.deep.equal([200, "2;w=60", "1;w=60", undefined]);
      expect(await seen("GET")).to.deep.equal([200, "2;w=60", "0;w=60", undefined]);
      await clock.advance(20_000);
      expect(await seen("GET")).to.deep.equal([429, "2;w=60", "0;w=60", "40"]);
      expect(await seen("HEAD")).to.deep.equal([200, "2;w=60", "0;w=60", undefined]);
      await clock.advance(40_000);
      expect(await seen("GET")).to.deep.equal([200, "2;w=60", "1;w=60", undefined]);
    });

    it("setQuota() sets and lifts it while it runs", async () => {
      const registry = await start();
      registry.setQuota({ limit: 0, windowMs: 60_000, countsHead: true });
      const refused = await ask(manifest(registry));
      expect([refused.status, refused.code]).to.deep.equal([429, "TOOMANYREQUESTS"]);
      registry.setQuota(undefined);
      expect((await ask(manifest(registry))).status).to.equal(404);
    });
  });

  describe("in trouble", () => {
    const codeOf = (promise: Promise<unknown>) =>
      promise.then(
        () => "answered",
        (error: { code?: string }) => error.code,
      );

    it("setDown() closes every connection, old and new, and ends as if nothing had been", async () => {
      const registry = await start();
      await ask(`${registry.url}/v2/`);
      registry.setDown(true);
      expect(await codeOf(ask(`${registry.url}/v2/`))).to.be.oneOf(["ECONNRESET", "UND_ERR_SOCKET"]);
      registry.setDown(false);
      expect((await ask(`${registry.url}/v2/`)).status).to.equal(200);
    });

    it("setDown() with hang takes requests and never answers", async () => {
      const registry = await start();
      registry.setDown(true, "hang");
      const hanging = request(`${registry.url}/v2/`, { headersTimeout: 50 });
      expect(await codeOf(hanging)).to.equal("UND_ERR_HEADERS_TIMEOUT");
    });

    it("setDown() with unavailable answers 503", async () => {
      const registry = await start();
      registry.setDown(true, "unavailable");
      expect((await ask(`${registry.url}/v2/`)).status).to.equal(503);
    });

    it("setLatency() lets answers wait", async () => {
      const clock = fakeClock();
      const registry = await start({ clock });
      registry.setLatency(300);
      let answered = false;
      const answer = ask(`${registry.url}/v2/`).then(() => {
        answered = true;
      });
      await clock.advance(0);
      while (registry.requests.length === 0) {
        expect(answered).to.equal(false);
        await new Promise((resolve) => setImmediate(resolve));
        await clock.advance(100);
      }
      await answer;
      expect(clock.monotonic()).to.be.at.least(300);
    });

    it("intercept() answers in the registry's place", async () => {
      const registry = await start();
      registry.intercept(({ path }) =>
        path === "/v2/" ? { status: 418, headers: { "x-quirk": "yes" }, body: "short and stout" } : undefined,
      );
      expect(await ask(`${registry.url}/v2/`)).to.include({ status: 418, text: "short and stout" });
      expect((await ask(manifest(registry))).status).to.equal(404);
      registry.intercept(undefined);
      expect((await ask(`${registry.url}/v2/`)).status).to.equal(200);
    });

    it("close() ends hanging requests", async () => {
      const registry = await start();
      registry.setDown(true, "hang");
      const hanging = codeOf(ask(`${registry.url}/v2/`));
      await new Promise((resolve) => setImmediate(resolve));
      await registry.close();
      expect(await hanging).to.be.oneOf(["ECONNRESET", "ECONNREFUSED", "UND_ERR_SOCKET"]);
    });
  });
});
