import { createHash } from "node:crypto";
import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import type { Script } from "../support/scriptedServer.ts";
import {
  ALICE,
  ALICE_BASIC,
  challenged,
  createHarness,
  FOUND,
  MANIFEST_BODY,
  registryError,
  withTokens,
} from "./harness.ts";

/** What registries have been seen to do, a test for each. */
describe("checkManifest()", () => {
  const { server, client } = createHarness();
  const result = async (script: Script, options: Parameters<ReturnType<typeof client>["image"]>[1] = {}) => {
    const registry = await server(script);
    const outcome = await client().image(registry.host, options);
    return { outcome, registry };
  };

  describe("GitLab", () => {
    it('takes "denied: access forbidden" for an authorization failure', async () => {
      const { outcome } = await result(
        withTokens(() => FOUND, registryError(403, "DENIED", "access forbidden")),
      );
      expect(outcome.result).to.equal("authorization_failure");
    });

    it("follows a HEAD to object storage, without the token", async () => {
      const storage = await server(() => FOUND);
      const { outcome } = await result(
        withTokens(() => ({
          status: 302,
          headers: { location: `http://localhost:${storage.port}/blob?X-Signature=s3cret` },
        })),
      );
      expect(outcome.result).to.equal("available");
      expect(
        storage.requests.map(({ method, url, headers }) => [method, url, headers.authorization]),
      ).to.deep.equal([["HEAD", "/blob?X-Signature=s3cret", undefined]]);
    });

    it("goes by HEAD where object storage refuses it, as its URL is signed for GET", async () => {
      const storage = await server(({ method }) =>
        method === "HEAD"
          ? { status: 403 }
          : { headers: { "content-type": "application/octet-stream" }, body: MANIFEST_BODY },
      );
      const { outcome } = await result(
        withTokens(() => ({ status: 307, headers: { location: `${storage.url}/blob` } })),
      );
      expect(outcome.result).to.equal("unknown_error");
    });
  });

  describe("Harbor", () => {
    it("authenticates after an unauthenticated HEAD's 401", async () => {
      const { outcome } = await result(
        withTokens(() => FOUND),
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("available");
    });

    it("trusts the status where the error code says something else", async () => {
      const { outcome } = await result(
        withTokens(() => registryError(404, "NOT_FOUND", "artifact not found")),
      );
      expect(outcome.result).to.equal("absent");
    });
  });

  describe("Artifactory", () => {
    it("takes 403 for a tag that one backing repository forbids for an authorization failure", async () => {
      const { outcome } = await result(
        withTokens(() => registryError(403, "DENIED")),
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("authorization_failure");
    });

    it("asks a realm on another host, on a budget of its own", async () => {
      const tokens = await server(() => ({ body: { token: "elsewhere", access_token: "elsewhere" } }));
      const registry = await server(({ headers }) =>
        headers.authorization === "Bearer elsewhere"
          ? FOUND
          : challenged(`${tokens.url}/artifactory/api/token`),
      );
      const subject = client();
      expect((await subject.image(registry.host, { credentials: [ALICE] })).result).to.equal("available");
      expect(tokens.requests[0]?.body).to.include("username=alice&password=wonderland");
      expect(subject.gate.admitted).to.deep.equal([
        registry.host,
        `${tokens.host} named by ${registry.host}`,
        registry.host,
      ]);
    });

    it("falls back to the password where the token service knows no POST", async () => {
      const registry = await server(
        withTokens(({ headers }) =>
          headers.authorization === "Bearer by-get" ? FOUND : registryError(401, "X"),
        ),
      );
      const script = registry.script;
      registry.script = (request) =>
        request.method === "POST"
          ? { status: 401 }
          : request.url.startsWith("/token")
            ? { body: { token: "by-get", access_token: "by-get" } }
            : script(request);
      const credential = makeCredential({
        username: "alice",
        password: "wonderland",
        identityToken: "refresh-me",
      });
      expect((await client().image(registry.host, { credentials: [credential] })).result).to.equal(
        "available",
      );
      expect(registry.requests.at(-2)?.headers.authorization).to.equal(ALICE_BASIC);
    });

    it("asks for the digest, which may be blocked where the tag is not", async () => {
      const digest = `sha256:${createHash("sha256").update(JSON.stringify(MANIFEST_BODY)).digest("hex")}`;
      const { outcome, registry } = await result(
        ({ url }) => (url.endsWith("/1.2") ? FOUND : registryError(403, "DENIED", "blocked by Xray")),
        { tag: "1.2", digest },
      );
      expect(outcome.result).to.equal("authorization_failure");
      expect(registry.lines()).to.deep.equal([
        `HEAD /v2/shop/web/manifests/${digest}`,
        `GET /v2/shop/web/manifests/${digest}`,
      ]);
    });
  });

  describe("Nexus", () => {
    it("asks by GET where HEAD is not allowed", async () => {
      const { outcome } = await result(({ method }) => (method === "HEAD" ? { status: 405 } : FOUND));
      expect(outcome.result).to.equal("available");
    });

    it("does not get to log in where strangers get a 404 instead of a challenge, as nodes do not", async () => {
      const { outcome } = await result(
        ({ url, headers }) =>
          headers.authorization === ALICE_BASIC
            ? FOUND
            : url === "/v2/"
              ? { status: 401, headers: { "www-authenticate": 'Basic realm="Nexus"' } }
              : registryError(404, "MANIFEST_UNKNOWN"),
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("absent");
    });

    it("adds the scope that its challenge leaves out", async () => {
      const { outcome, registry } = await result((request) =>
        request.url.startsWith("/token")
          ? { body: { token: "t", access_token: "t" } }
          : request.headers.authorization === "Bearer t"
            ? FOUND
            : {
                status: 401,
                headers: {
                  "www-authenticate": `Bearer realm="http://${request.headers.host}/token",service="nexus"`,
                },
              },
      );
      expect(outcome.result).to.equal("available");
      expect(registry.lines()[1]).to.equal("GET /token?service=nexus&scope=repository%3Ashop%2Fweb%3Apull");
    });
  });

  describe("registry:2", () => {
    it("authenticates before existence is known, with htpasswd by Basic", async () => {
      const { outcome } = await result(
        ({ headers }) =>
          headers.authorization === ALICE_BASIC
            ? registryError(404, "MANIFEST_UNKNOWN")
            : {
                ...registryError(401, "UNAUTHORIZED"),
                headers: { "www-authenticate": 'Basic realm="basic-realm"' },
              },
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("absent");
    });

    it("takes a pull-through cache's 500, as without library/, for an unavailable registry", async () => {
      const { outcome } = await result(() => ({ status: 500 }));
      expect(outcome.result).to.equal("registry_unavailable");
    });
  });

  describe("redirects", () => {
    it("do not carry Authorization to another origin, which storage answers with 400", async () => {
      const storage = await server(({ headers }) =>
        headers.authorization === undefined ? FOUND : { status: 400 },
      );
      const { outcome } = await result(
        ({ headers }) =>
          headers.authorization === ALICE_BASIC
            ? { status: 307, headers: { location: `http://localhost:${storage.port}/x` } }
            : { status: 401, headers: { "www-authenticate": "Basic" } },
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("available");
    });

    it("carry it within the origin", async () => {
      const { outcome } = await result(
        ({ headers, url }) =>
          headers.authorization !== ALICE_BASIC
            ? { status: 401, headers: { "www-authenticate": "Basic" } }
            : url.startsWith("/v2/")
              ? { status: 308, headers: { location: `/api${url}` } }
              : FOUND,
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("available");
    });
  });
});
