import { createHash } from "node:crypto";
import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import type { ReceivedRequest, Script, ScriptedAnswer } from "../support/scriptedServer.ts";
import { ALICE, ALICE_BASIC, createHarness, FOUND, MANIFEST_BODY, registryError } from "./harness.ts";

/** What registries have been seen to do, a test for each. */
describe("checkManifest()", () => {
  const { server, client } = createHarness();
  const bearer = (realm: string, more = ""): string =>
    `Bearer realm="${realm}",service="registry.test",scope="repository:shop/web:pull"${more}`;
  const challenged = (realm: string): ScriptedAnswer => ({
    ...registryError(401, "UNAUTHORIZED"),
    headers: { "www-authenticate": bearer(realm), "docker-distribution-api-version": "registry/2.0" },
  });

  /** A registry whose manifests want a token that `/token` gives out. */
  const withTokens =
    (
      manifest: (request: ReceivedRequest) => ScriptedAnswer,
      token: ScriptedAnswer = { body: { token: "t0" } },
    ): Script =>
    (request) => {
      if (request.url.startsWith("/token")) {
        return token;
      }
      const realm = `http://${request.headers.host}/token`;
      return request.headers.authorization?.startsWith("Bearer ") ? manifest(request) : challenged(realm);
    };

  const result = async (script: Script, options: Parameters<ReturnType<typeof client>["image"]>[1] = {}) => {
    const registry = await server(script);
    const outcome = await client().image(registry.host, options);
    return { outcome, registry };
  };

  describe("Docker Hub", () => {
    it("takes 401 with a valid token, as for a missing repository, for an authentication failure", async () => {
      const { outcome } = await result(
        withTokens(() => registryError(401, "UNAUTHORIZED", "authentication required")),
      );
      expect(outcome.result).to.equal("authentication_failure");
    });

    it("takes 404 of a repository that can be read for absent", async () => {
      const { outcome, registry } = await result(
        withTokens(() => registryError(404, "MANIFEST_UNKNOWN", "manifest unknown")),
      );
      expect(outcome).to.deep.equal({
        result: "absent",
        message: `GET ${registry.url}/v2/shop/web/manifests/1.2: 404 (MANIFEST_UNKNOWN: manifest unknown)`,
      });
    });

    it("sends every manifest media type, as a type left out makes a 404", async () => {
      const { outcome, registry } = await result(({ headers }) =>
        [
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json",
        ].every((type) => headers.accept?.split(", ").includes(type))
          ? FOUND
          : registryError(
              404,
              "MANIFEST_UNKNOWN",
              "OCI manifest found, but accept header does not support OCI",
            ),
      );
      expect(outcome.result).to.equal("available");
      expect(registry.lines()).to.deep.equal(["HEAD /v2/shop/web/manifests/1.2"]);
    });

    it("takes ratelimit-remaining: 0 on a 200 for no failure, and passes it on", async () => {
      const registry = await server(() => ({
        ...FOUND,
        headers: { ...FOUND.headers, "ratelimit-remaining": "0;w=21600" },
      }));
      const subject = client();
      expect((await subject.image(registry.host)).result).to.equal("available");
      expect(subject.gate.settled).to.deep.equal([
        {
          host: registry.host,
          end: { kind: "answered", method: "HEAD", status: 200, quota: { remaining: 0 } },
        },
      ]);
    });

    it("asks only by HEAD for an image that is there, as that does not count as a pull", async () => {
      const { registry } = await result(withTokens(() => FOUND));
      expect(registry.requests.filter(({ method }) => method === "GET").map(({ url }) => url)).to.deep.equal([
        "/token?service=registry.test&scope=repository%3Ashop%2Fweb%3Apull",
      ]);
    });
  });

  describe("GHCR", () => {
    for (const [status, code, expected] of [
      [401, "UNAUTHORIZED", "authentication_failure"],
      [403, "DENIED", "authorization_failure"],
    ] as const) {
      it(`takes ${status} ${code} of the token endpoint for ${expected}`, async () => {
        const { outcome, registry } = await result(
          withTokens(() => FOUND, registryError(status, code, "no")),
        );
        expect(outcome).to.deep.equal({
          result: expected,
          message: `GET ${registry.url}/token: ${status} (${code}: no)`,
        });
      });
    }

    it("takes 403 for the manifest for an authorization failure", async () => {
      const { outcome } = await result(withTokens(() => registryError(403, "DENIED")));
      expect(outcome.result).to.equal("authorization_failure");
    });
  });

  describe("Quay", () => {
    it("takes 404 TAG_EXPIRED of a deleted tag for absent", async () => {
      const { outcome } = await result(() => registryError(404, "TAG_EXPIRED", "tag expired"));
      expect(outcome.result).to.equal("absent");
    });

    it("takes 401 for a missing repository for an authentication failure", async () => {
      const { outcome } = await result(withTokens(() => registryError(401, "UNAUTHORIZED")));
      expect(outcome.result).to.equal("authentication_failure");
    });

    it("takes 5xx for an unavailable registry, and does not ask again", async () => {
      const { outcome, registry } = await result(() => ({ status: 502, body: "<html>Bad gateway</html>" }));
      expect(outcome).to.deep.equal({
        result: "registry_unavailable",
        message: `HEAD ${registry.url}/v2/shop/web/manifests/1.2: 502`,
      });
      expect(registry.requests).to.have.length(1);
    });

    it("takes 429 with an HTML body for a rate limit", async () => {
      const { outcome } = await result(() => ({
        status: 429,
        headers: { "content-type": "text/html" },
        body: "<html>slow down</html>",
      }));
      expect(outcome.result).to.equal("rate_limited");
    });

    for (const type of [
      "application/vnd.docker.distribution.manifest.v1+prettyjws",
      "application/vnd.docker.distribution.manifest.v1+json; charset=utf-8",
    ]) {
      it(`takes a manifest of type ${type} for one that runtimes refuse`, async () => {
        const { outcome, registry } = await result(() => ({
          headers: { "content-type": type, "docker-content-digest": `sha256:${"c".repeat(64)}` },
          body: { schemaVersion: 1 },
        }));
        expect(outcome).to.deep.equal({
          result: "registry_v1_api_not_supported",
          message: `HEAD ${registry.url}/v2/shop/web/manifests/1.2: 200, which is a schema 1 manifest: current container runtimes refuse it`,
        });
      });
    }
  });

  describe("ECR", () => {
    const basic: ScriptedAnswer = {
      status: 401,
      headers: { "www-authenticate": 'Basic realm="https://ecr.test/",service="ecr.test"' },
    };

    it("authenticates with Basic", async () => {
      const { outcome, registry } = await result(
        ({ headers }) => (headers.authorization === ALICE_BASIC ? FOUND : basic),
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("available");
      expect(registry.lines()).to.deep.equal([
        "HEAD /v2/shop/web/manifests/1.2",
        "HEAD /v2/shop/web/manifests/1.2",
      ]);
    });

    it("takes 401 without a credential for an authentication failure", async () => {
      const { outcome, registry } = await result(() => basic);
      expect(outcome).to.deep.equal({
        result: "authentication_failure",
        message: `${registry.host} asks for a user name and password, and there is none for it`,
      });
    });

    it("takes an expired token's 403 without a challenge for an authorization failure", async () => {
      const { outcome, registry } = await result(
        ({ headers }) =>
          headers.authorization === undefined
            ? basic
            : {
                status: 403,
                body: { errors: [{ code: "DENIED", message: "Your authorization token has expired." }] },
              },
        { credentials: [ALICE] },
      );
      expect(outcome).to.deep.equal({
        result: "authorization_failure",
        message: `GET ${registry.url}/v2/shop/web/manifests/1.2: 403 (DENIED: Your authorization token has expired.)`,
      });
    });

    it("asks by GET where HEAD of a tag with a plus is a 400", async () => {
      const { outcome } = await result(({ method }) => (method === "HEAD" ? { status: 400 } : FOUND), {
        tag: "1.2+build",
      });
      expect(outcome.result).to.equal("available");
    });

    it("accepts a manifest without a digest header", async () => {
      const { outcome, registry } = await result(() => ({
        headers: { "content-type": "application/vnd.docker.distribution.manifest.v2+json" },
      }));
      expect(outcome.result).to.equal("available");
      expect(registry.requests).to.have.length(1);
    });
  });

  describe("ECR Public", () => {
    it("uses the scope it announces, for other repositories too", async () => {
      const registry = await server((request) => {
        if (request.url.startsWith("/token")) {
          return { body: { token: "t" } };
        }
        return request.headers.authorization === "Bearer t"
          ? FOUND
          : {
              status: 401,
              headers: {
                "www-authenticate": `Bearer realm="http://${request.headers.host}/token/",service="public.test",scope="aws"`,
              },
            };
      });
      const subject = client();
      expect((await subject.image(registry.host, { repository: "team/one" })).result).to.equal("available");
      expect((await subject.image(registry.host, { repository: "team/two" })).result).to.equal("available");
      expect(registry.lines()).to.deep.equal([
        "HEAD /v2/team/one/manifests/1.2",
        "GET /token/?service=public.test&scope=aws",
        "HEAD /v2/team/one/manifests/1.2",
        "HEAD /v2/team/two/manifests/1.2",
      ]);
    });

    it("renews a token once where an expired one earns 400 DENIED without a challenge", async () => {
      let current = 1;
      const registry = await server(
        withTokens(({ headers }) =>
          headers.authorization === `Bearer t${current}`
            ? FOUND
            : { status: 400, body: { errors: [{ code: "DENIED", message: "expired" }] } },
        ),
      );
      const script = registry.script;
      registry.script = (request) =>
        request.url.startsWith("/token")
          ? { body: { token: `t${current}`, expires_in: 3600 } }
          : script(request);
      const subject = client();
      expect((await subject.image(registry.host)).result).to.equal("available");
      current = 2;
      registry.requests.length = 0;
      expect((await subject.image(registry.host)).result).to.equal("available");
      expect(registry.lines()).to.deep.equal([
        "HEAD /v2/shop/web/manifests/1.2",
        "GET /token?service=registry.test&scope=repository%3Ashop%2Fweb%3Apull",
        "HEAD /v2/shop/web/manifests/1.2",
      ]);
    });

    it("takes 400 DENIED that stays for an authorization failure", async () => {
      const { outcome } = await result(withTokens(() => registryError(400, "DENIED", "expired")));
      expect(outcome.result).to.equal("authorization_failure");
    });
  });

  describe("ACR", () => {
    it("does not mask a 404 by an anonymous retry", async () => {
      const { outcome } = await result(
        withTokens(() => registryError(404, "MANIFEST_UNKNOWN")),
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("absent");
    });

    it("exchanges a refresh token by POST", async () => {
      const registry = await server(
        withTokens(
          ({ headers }) =>
            headers.authorization === "Bearer from-refresh" ? FOUND : registryError(401, "UNAUTHORIZED"),
          { body: { access_token: "from-refresh" } },
        ),
      );
      const credential = makeCredential({
        username: "00000000-0000-0000-0000-000000000000",
        password: "",
        identityToken: "refresh-me",
      });
      expect((await client().image(registry.host, { credentials: [credential] })).result).to.equal(
        "available",
      );
      const post = registry.requests.find(({ method }) => method === "POST");
      expect(post?.url).to.equal("/token");
      expect(post?.headers.authorization).to.equal(undefined);
      expect(Object.fromEntries(new URLSearchParams(post?.body))).to.deep.equal({
        grant_type: "refresh_token",
        client_id: "k8s-image-availability-exporter",
        scope: "repository:shop/web:pull",
        refresh_token: "refresh-me",
        service: "registry.test",
      });
    });
  });

  describe("GAR and GCR", () => {
    it("takes 403 of the token endpoint for an authorization failure", async () => {
      const { outcome, registry } = await result(
        withTokens(() => FOUND, registryError(403, "DENIED", "Permission denied (or it may not exist)")),
        { credentials: [makeCredential({ username: "_json_key", password: '{"type":"service_account"}' })] },
      );
      expect(outcome).to.deep.equal({
        result: "authorization_failure",
        message: `GET ${registry.url}/token: 403 (DENIED: Permission denied (or it may not exist))`,
      });
    });

    it("takes 401 of the token endpoint for an authentication failure", async () => {
      const { outcome } = await result(withTokens(() => FOUND, { status: 401, body: "Unauthorized" }));
      expect(outcome.result).to.equal("authentication_failure");
    });

    it("sends a JSON key with its colons as the password", async () => {
      const credential = makeCredential({ username: "_json_key", password: '{"private_key":"a:b\\n"}' });
      const { registry } = await result(
        withTokens(() => FOUND),
        { credentials: [credential] },
      );
      const sent = registry.requests.find(({ url }) => url.startsWith("/token"))?.headers.authorization;
      expect(Buffer.from(sent!.slice("Basic ".length), "base64").toString()).to.equal(
        '_json_key:{"private_key":"a:b\\n"}',
      );
    });
  });

  describe("GitLab", () => {
    it('takes "denied: access forbidden" for an authorization failure', async () => {
      const { outcome } = await result(
        withTokens(() => FOUND, registryError(403, "DENIED", "access forbidden")),
      );
      expect(outcome.result).to.equal("authorization_failure");
    });

    it("follows a HEAD to object storage, without the token", async () => {
      const storage = await server(() => ({
        headers: { "content-type": "application/vnd.docker.distribution.manifest.v2+json" },
      }));
      const { outcome } = await result(
        withTokens(() => ({ status: 302, headers: { location: `${storage.url}/blob?X-Signature=s3cret` } })),
      );
      expect(outcome.result).to.equal("available");
      expect(
        storage.requests.map(({ method, url, headers }) => [method, url, headers.authorization]),
      ).to.deep.equal([["HEAD", "/blob?X-Signature=s3cret", undefined]]);
    });

    it("asks by GET where object storage refuses HEAD, whose URL is signed for GET", async () => {
      const storage = await server(({ method }) =>
        method === "HEAD"
          ? { status: 403 }
          : { headers: { "content-type": "application/octet-stream" }, body: MANIFEST_BODY },
      );
      const { outcome } = await result(
        withTokens(() => ({ status: 307, headers: { location: `${storage.url}/blob` } })),
      );
      expect(outcome.result).to.equal("available");
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

    it("asks a realm on another host, under that host's own budget", async () => {
      const tokens = await server(() => ({ body: { token: "elsewhere" } }));
      const registry = await server(({ headers }) =>
        headers.authorization === "Bearer elsewhere"
          ? FOUND
          : challenged(`${tokens.url}/artifactory/api/token`),
      );
      const subject = client();
      expect((await subject.image(registry.host, { credentials: [ALICE] })).result).to.equal("available");
      expect(tokens.requests[0]?.headers.authorization).to.equal(ALICE_BASIC);
      expect(subject.gate.admitted).to.deep.equal([registry.host, tokens.host, registry.host]);
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
            ? { body: { token: "by-get" } }
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
      const { outcome } = await result(({ method }) =>
        method === "HEAD"
          ? { status: 405 }
          : { headers: { "content-type": "application/json" }, body: MANIFEST_BODY },
      );
      expect(outcome.result).to.equal("available");
    });

    it("authenticates before it believes a 404 that strangers get", async () => {
      const { outcome } = await result(
        ({ url, headers }) =>
          headers.authorization === ALICE_BASIC
            ? FOUND
            : url === "/v2/"
              ? { status: 401, headers: { "www-authenticate": 'Basic realm="Nexus"' } }
              : registryError(404, "MANIFEST_UNKNOWN"),
        { credentials: [ALICE] },
      );
      expect(outcome.result).to.equal("available");
    });

    it("adds the scope that its challenge leaves out", async () => {
      const { outcome, registry } = await result((request) =>
        request.url.startsWith("/token")
          ? { body: { token: "t" } }
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

  describe("Red Hat", () => {
    it("accepts an index without a digest header", async () => {
      const { outcome } = await result(() => ({
        headers: { "content-type": "application/vnd.docker.distribution.manifest.list.v2+json" },
      }));
      expect(outcome.result).to.equal("available");
    });
  });

  describe("CentOS", () => {
    it("asks by GET where HEAD is a 403", async () => {
      const { outcome } = await result(({ method }) => (method === "HEAD" ? { status: 403 } : FOUND));
      expect(outcome.result).to.equal("available");
    });
  });

  describe("zalan.do and others behind proxies", () => {
    it("confirms a 404 by GET", async () => {
      const { outcome } = await result(({ method }) => (method === "HEAD" ? { status: 404 } : FOUND));
      expect(outcome.result).to.equal("available");
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
            ? { status: 307, headers: { location: `${storage.url}/x` } }
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
