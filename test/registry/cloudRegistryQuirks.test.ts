import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import type { Script, ScriptedAnswer } from "../support/scriptedServer.ts";
import {
  ALICE,
  ALICE_BASIC,
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

    it("goes by HEAD where a tag with a plus is a 400 to it, as nodes do, and says that GET differs", async () => {
      const { outcome } = await result(({ method }) => (method === "HEAD" ? { status: 400 } : FOUND), {
        tag: "1.2+build",
      });
      expect(outcome.result).to.equal("unknown_error");
      expect(outcome).to.have.property("message").that.includes("they disagree");
    });

    it("asks for a manifest without a digest header by GET, as nodes do", async () => {
      const { outcome, registry } = await result(() => ({
        headers: { "content-type": "application/vnd.docker.distribution.manifest.v2+json" },
        body: MANIFEST_BODY,
      }));
      expect(outcome.result).to.equal("available");
      expect(registry.requests.map(({ method }) => method)).to.deep.equal(["HEAD", "GET"]);
    });
  });

  describe("ECR Public", () => {
    it("asks for the scope it announces and that of each repository", async () => {
      const registry = await server((request) => {
        if (request.url.startsWith("/token")) {
          return { body: { token: "t", access_token: "t" } };
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
        "GET /token/?service=public.test&scope=aws&scope=repository%3Ateam%2Fone%3Apull",
        "HEAD /v2/team/one/manifests/1.2",
        "GET /token/?service=public.test&scope=aws&scope=repository%3Ateam%2Ftwo%3Apull",
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
        message: `POST ${registry.url}/token: 403 (DENIED: Permission denied (or it may not exist))`,
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
      const sent = registry.requests.find(({ url }) => url.startsWith("/token"))?.body;
      expect(Object.fromEntries(new URLSearchParams(sent))).to.deep.include({
        grant_type: "password",
        username: "_json_key",
        password: '{"private_key":"a:b\\n"}',
      });
    });
  });
});
