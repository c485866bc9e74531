import { expect } from "chai";
import type { DemoRegistry, DemoRegistryOptions } from "../../src/demo/registry/demoRegistry.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { ask, basic, manifest, registriesForTests } from "./registriesForTests.ts";

const USERS = { alice: "wonderland", bob: "builder" };
const PULL = "repository:team/app:pull";

interface Token {
  readonly token: string;
  readonly access_token: string;
  readonly expires_in?: number;
  readonly refresh_token?: string;
}

describe("startDemoRegistry", () => {
  const start = registriesForTests();

  describe("with a token service", () => {
    const bearer = (options: DemoRegistryOptions = {}) =>
      start({
        authentication: "bearer",
        users: USERS,
        access: [{ repository: "team/app", pull: ["alice"] }],
        ...options,
      });
    const tokenFrom = async (registry: DemoRegistry, scope: string, headers: Record<string, string> = {}) => {
      const query = new URLSearchParams({ service: "demo-registry", scope });
      return ask(`${registry.url}/token?${query}`, { headers });
    };
    const use = (registry: DemoRegistry, { text }: { text: string }, name?: string) =>
      ask(manifest(registry, name), {
        headers: { authorization: `Bearer ${(JSON.parse(text) as Token).token}` },
      });
    const challengeOf = (answer: { headers: Record<string, unknown> }) => answer.headers["www-authenticate"];

    it("challenges with realm, service and scope", async () => {
      const registry = await bearer();
      const answer = await ask(manifest(registry));
      expect([answer.status, answer.code]).to.deep.equal([401, "UNAUTHORIZED"]);
      expect(challengeOf(answer)).to.equal(
        `Bearer realm="${registry.url}/token",service="demo-registry",scope="${PULL}"`,
      );
      expect(challengeOf(await ask(`${registry.url}/v2/`))).to.equal(
        `Bearer realm="${registry.url}/token",service="demo-registry"`,
      );
    });

    it("takes a token for the right scope", async () => {
      const registry = await bearer();
      registry.putImage("team/app", "1");
      const token = await tokenFrom(registry, PULL, basic("alice", "wonderland"));
      expect(JSON.parse(token.text)).to.include({ expires_in: 300 }).and.not.have.property("refresh_token");
      expect((await use(registry, token)).status).to.equal(200);
    });

    it("refuses a token for another repository, with insufficient_scope", async () => {
      const registry = await bearer();
      const token = await tokenFrom(registry, "repository:other/app:pull", basic("alice", "wonderland"));
      const answer = await use(registry, token);
      expect(answer.status).to.equal(401);
      expect(challengeOf(answer)).to.match(/,error="insufficient_scope"$/);
    });

    it("refuses an unknown, an expired and a revoked token, with invalid_token", async () => {
      const clock = fakeClock();
      const registry = await bearer({ clock });
      registry.putImage("team/app", "1");
      expect(challengeOf(await use(registry, { text: '{"token":"x"}' }))).to.match(/,error="invalid_token"$/);
      const expired = await tokenFrom(registry, PULL, basic("alice", "wonderland"));
      await clock.advance(299_999);
      expect((await use(registry, expired)).status).to.equal(200);
      await clock.advance(1);
      expect(challengeOf(await use(registry, expired))).to.match(/,error="invalid_token"$/);
      const revoked = await tokenFrom(registry, PULL, basic("alice", "wonderland"));
      registry.revokeTokens();
      expect((await use(registry, revoked)).status).to.equal(401);
    });

    it("gives nobody a token that opens what anyone may pull, and nothing else", async () => {
      const registry = await bearer({ access: [{ repository: "public/*", pull: "anyone" }] });
      registry.putImage("public/app", "1");
      const scope = "repository:public/app:pull,push";
      expect((await use(registry, await tokenFrom(registry, scope), "public/app")).status).to.equal(200);
      expect((await use(registry, await tokenFrom(registry, PULL))).status).to.equal(401);
    });

    it("refuses a wrong password with 401 and a wrong service with 400", async () => {
      const registry = await bearer();
      expect((await tokenFrom(registry, PULL, basic("alice", "wrong"))).status).to.equal(401);
      expect((await ask(`${registry.url}/token?service=other`)).status).to.equal(400);
    });

    for (const [refusal, status] of [
      ["lesser_token", 200],
      ["forbidden", 403],
    ] as const) {
      it(`answers ${status} to who may not pull, as told by ${refusal}`, async () => {
        const registry = await bearer({ tokens: { refusal } });
        const answer = await tokenFrom(registry, PULL, basic("bob", "builder"));
        expect(answer.status).to.equal(status);
        if (status === 200) {
          expect((await use(registry, answer)).status).to.equal(401);
        }
      });
    }

    it("leaves expires_in out where told to", async () => {
      const registry = await bearer({ tokens: { announcesLifetime: false, lifetimeMs: 60_000 } });
      const { text } = await tokenFrom(registry, PULL);
      expect(JSON.parse(text)).to.not.have.property("expires_in");
    });

    describe("by POST", () => {
      const post = (registry: DemoRegistry, form: Record<string, string>) =>
        ask(`${registry.url}/token`, {
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: String(
            new URLSearchParams({ service: "demo-registry", client_id: "tests", scope: PULL, ...form }),
          ),
        });
      const identity = { tokens: { identityTokens: { "refresh-me": "alice" } } };

      it("takes an identity token", async () => {
        const registry = await bearer(identity);
        registry.putImage("team/app", "1");
        const token = await post(registry, { grant_type: "refresh_token", refresh_token: "refresh-me" });
        expect((await use(registry, token)).status).to.equal(200);
      });

      it("gives an identity token to who logs in for offline access", async () => {
        const registry = await bearer();
        const login = {
          grant_type: "password",
          username: "alice",
          password: "wonderland",
          access_type: "offline",
        };
        const { refresh_token = "" } = JSON.parse((await post(registry, login)).text) as Token;
        const token = await post(registry, { grant_type: "refresh_token", refresh_token });
        expect(token.status).to.equal(200);
      });

      for (const [what, form, error] of [
        ["an unknown identity token", { grant_type: "refresh_token", refresh_token: "x" }, "invalid_grant"],
        ["a wrong password", { grant_type: "password", username: "bob", password: "x" }, "invalid_grant"],
        ["another grant", { grant_type: "authorization_code" }, "unsupported_grant_type"],
        ["another service", { service: "x", grant_type: "password" }, "invalid_request"],
      ] as const) {
        it(`refuses ${what} with 400 ${error}`, async () => {
          const { status, text } = await post(await bearer(identity), form);
          expect([status, JSON.parse(text)]).to.deep.equal([400, { error }]);
        });
      }
    });
  });
});
