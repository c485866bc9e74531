import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Outcome } from "../../src/image/outcome.ts";
import type { Script, ScriptedAnswer } from "../support/scriptedServer.ts";
import {
  BASIC_CHALLENGE,
  createHarness,
  FOUND,
  MANIFEST_BODY,
  OCI_MANIFEST,
  registryError,
} from "./harness.ts";

describe("RegistryClient", () => {
  const { server, client } = createHarness();

  describe("check() tells the verdict by the answer", () => {
    const html: ScriptedAnswer = { headers: { "content-type": "text/html" }, body: "<html>Sign in</html>" };
    const rows: [string, Script, Outcome["result"], string][] = [
      ["a manifest", () => FOUND, "available", ""],
      ["404, confirmed", () => registryError(404, "MANIFEST_UNKNOWN"), "absent", "404 (MANIFEST_UNKNOWN)"],
      ["404 of an unknown name", () => registryError(404, "NAME_UNKNOWN"), "absent", "404 (NAME_UNKNOWN)"],
      [
        "401 that asks for Basic",
        () => BASIC_CHALLENGE,
        "authentication_failure",
        "asks for a user name and password",
      ],
      ["401 that asks for nothing", () => ({ status: 401 }), "authentication_failure", ": 401"],
      [
        "401 that asks for what we cannot give",
        () => ({ status: 401, headers: { "www-authenticate": "Negotiate" } }),
        "authentication_failure",
        "401, and it asks for negotiate, expected Basic or Bearer",
      ],
      [
        "401 with a realm that is no URL",
        () => ({ status: 401, headers: { "www-authenticate": 'Bearer realm="/token"' } }),
        "authentication_failure",
        "401, and its Bearer challenge names no usable realm",
      ],
      ["403", () => registryError(403, "DENIED", "nope"), "authorization_failure", "403 (DENIED: nope)"],
      ["429", () => ({ status: 429 }), "rate_limited", "429"],
      [
        "403 TOOMANYREQUESTS",
        () => registryError(403, "TOOMANYREQUESTS"),
        "rate_limited",
        "403 (TOOMANYREQUESTS)",
      ],
      ["500", () => ({ status: 500 }), "registry_unavailable", "500"],
      ["503", () => ({ status: 503 }), "registry_unavailable", "503"],
      [
        "501 for HEAD alone",
        ({ method }) => (method === "HEAD" ? { status: 501 } : FOUND),
        "unknown_error",
        "they disagree",
      ],
      ["501 for HEAD and GET", () => ({ status: 501 }), "registry_unavailable", "501"],
      ["408", () => ({ status: 408 }), "registry_unavailable", "408"],
      [
        "408 for HEAD alone: too late, and no word on the image",
        ({ method }) => (method === "HEAD" ? { status: 408 } : FOUND),
        "registry_unavailable",
        "408",
      ],
      [
        "a login page in place of a manifest",
        () => html,
        "registry_unavailable",
        "200, but the answer is no manifest",
      ],
      [
        "JSON that is no manifest",
        () => ({ headers: { "content-type": "application/json" }, body: { status: "ok" } }),
        "registry_unavailable",
        "200, but the answer is no manifest",
      ],
      [
        "a schema 1 manifest by GET",
        () => ({ headers: { "content-type": "application/json" }, body: { schemaVersion: 1, fsLayers: [] } }),
        "registry_v1_api_not_supported",
        "schema 1",
      ],
      [
        "404 of a web server that is no registry",
        () => ({ status: 404, body: "<html>Not found</html>" }),
        "registry_unavailable",
        "GET {url}/v2/: 404, as no registry does: it is gone from behind this address",
      ],
      [
        "404 of an API that is no registry's",
        () => ({ status: 404, body: { error: "Not Found", path: "/" } }),
        "registry_unavailable",
        "GET {url}/v2/: 404",
      ],
      [
        "404 of a registry that answers only in the words of version 1",
        ({ url }) =>
          url === "/v1/_ping"
            ? { status: 200, headers: { "x-docker-registry-version": "0.9.1" } }
            : { status: 404, body: "<html>Not found</html>" },
        "registry_v1_api_not_supported",
        "GET {url}/v2/: 404, as no registry with version 2 of the API does",
      ],
      [
        "404 of a page to everything but the root",
        ({ url }) => ({ ...html, status: url === "/v2/" ? 200 : 404 }),
        "unknown_error",
        "as no registry answers",
      ],
      [
        "404 without any sign of version 2 but its root",
        ({ url }) => ({ status: url === "/v2/" ? 200 : 404 }),
        "absent",
        "404",
      ],
      [
        "404 without any sign of version 2 but its root's wish for credentials",
        ({ url }) => (url === "/v2/" ? BASIC_CHALLENGE : { status: 404 }),
        "absent",
        "404",
      ],
      [
        "404 of a root that names version 2",
        () => ({ status: 404, headers: { "docker-distribution-api-version": "registry/2.0" } }),
        "registry_unavailable",
        "GET {url}/v2/: 404, as no registry does",
      ],
      [
        "404 and a root that fails",
        ({ url }) => ({ status: url === "/v2/" ? 502 : 404 }),
        "registry_unavailable",
        "502",
      ],
      ["400", () => ({ status: 400 }), "unknown_error", "400"],
      ["410", () => ({ status: 410 }), "unknown_error", "410"],
      ["418", () => ({ status: 418 }), "unknown_error", "418"],
      ["204", () => ({ status: 204 }), "registry_unavailable", "204"],
      ["302 without a location", () => ({ status: 302 }), "unknown_error", "302"],
      ["405 for HEAD and GET", () => ({ status: 405 }), "unknown_error", "405"],
    ];
    for (const [name, script, expected, message] of rows) {
      it(`${name}: ${expected}`, async () => {
        const registry = await server(script);
        const outcome = await client().image(registry.host);
        expect(outcome.result).to.equal(expected);
        if (outcome.result !== "available") {
          expect(outcome.message).to.include(message.replace("{url}", registry.url));
          expect(outcome.message).not.to.include("\n");
        }
      });
    }

    it("a registry that nobody listens at: registry_unavailable", async () => {
      const registry = await server(() => FOUND);
      await registry.close();
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `${registry.url}/v2/shop/web/manifests/1.2: the connection failed: connect ECONNREFUSED ${registry.host} (ECONNREFUSED)`,
      });
    });

    it("a name that does not resolve: registry_unavailable", async () => {
      const subject = client(undefined, {
        resolve: (hostname, _, callback) =>
          callback(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" }), []),
      });
      expect(await subject.image("registry.invalid")).to.deep.equal({
        result: "registry_unavailable",
        message:
          "http://registry.invalid/v2/shop/web/manifests/1.2: the host name does not resolve (ENOTFOUND)",
      });
      expect(subject.observed).to.deep.equal(["registry.invalid HEAD dns"]);
    });

    for (const registry of ["999.1.1.1", "[::1", "registry.test:70000", "registry.test:0", "a@b", ""]) {
      it(`a registry "${registry}" that is no host: bad_image_format`, async () => {
        const subject = client();
        expect((await subject.image(registry)).result).to.equal("bad_image_format");
        expect(subject.gate.admitted).to.deep.equal([]);
      });
    }
  });

  describe("check() asks for a digest", () => {
    const digest = `sha256:${createHash("sha256").update(JSON.stringify(MANIFEST_BODY)).digest("hex")}`;

    it("rather than for the tag, and trusts the announced one", async () => {
      const registry = await server(() => ({
        headers: { "content-type": OCI_MANIFEST, "docker-content-digest": digest },
        body: MANIFEST_BODY,
      }));
      expect((await client().image(registry.host, { tag: "1.2", digest })).result).to.equal("available");
      expect(registry.lines()).to.deep.equal([`HEAD /v2/shop/web/manifests/${digest}`]);
    });

    it("and looks at the content where another digest is announced", async () => {
      const registry = await server(() => ({ ...FOUND }));
      const subject = client();
      expect((await subject.image(registry.host, { digest })).result).to.equal("available");
      const other = `sha256:${"0".repeat(64)}`;
      expect(await subject.image(registry.host, { digest: other })).to.deep.equal({
        result: "registry_unavailable",
        message: `GET ${registry.url}/v2/shop/web/manifests/${other}: 200, but the content does not have the digest asked for`,
      });
    });
  });
});
