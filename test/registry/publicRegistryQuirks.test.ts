import { expect } from "chai";
import type { Script } from "../support/scriptedServer.ts";
import { createHarness, FOUND, registryError, withTokens } from "./harness.ts";

/** What registries have been seen to do, a test for each. */
describe("checkManifest()", () => {
  const { server, client } = createHarness();
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

  describe("Red Hat", () => {
    it("asks for an index without a digest header by GET", async () => {
      const { outcome } = await result(() => ({
        headers: { "content-type": "application/vnd.docker.distribution.manifest.list.v2+json" },
        body: { schemaVersion: 2, manifests: [] },
      }));
      expect(outcome.result).to.equal("available");
    });
  });

  describe("CentOS", () => {
    it("goes by HEAD where that alone is a 403, as nodes do", async () => {
      const { outcome } = await result(({ method }) => (method === "HEAD" ? { status: 403 } : FOUND));
      expect(outcome.result).to.equal("unknown_error");
    });
  });

  describe("zalan.do and others behind proxies", () => {
    it("does not take a 404 for absence where GET would serve, nor for availability where nodes would not", async () => {
      const { outcome } = await result(({ method }) => (method === "HEAD" ? { status: 404 } : FOUND));
      expect(outcome.result).to.equal("unknown_error");
    });
  });
});
