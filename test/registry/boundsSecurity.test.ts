import { expect } from "chai";
import type { ScriptedAnswer } from "../support/scriptedServer.ts";
import { createHarness, FOUND, OCI_MANIFEST, registryError } from "./harness.ts";

/** What must hold whatever a registry, or whoever names one in a workload, does. */
describe("RegistryClient", () => {
  const { server, client } = createHarness();
  const challenge = (realm: string): ScriptedAnswer => ({
    status: 401,
    headers: { "www-authenticate": `Bearer realm="${realm}",service="s"` },
  });

  describe("bounds", () => {
    it("manifests at 4 MiB", async () => {
      const body = JSON.stringify({ schemaVersion: 2, manifests: [], padding: "x".repeat(5 * 1024 * 1024) });
      const registry = await server(() => ({ headers: { "content-type": OCI_MANIFEST }, body }));
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `GET ${registry.url}/v2/shop/web/manifests/1.2: 200, but the manifest is longer than 4 MiB`,
      });
    });

    it("manifests no lower than that", async () => {
      const body = JSON.stringify({
        schemaVersion: 2,
        manifests: [],
        padding: "x".repeat(4 * 1024 * 1024 - 100),
      });
      const registry = await server(() => ({ headers: { "content-type": OCI_MANIFEST }, body }));
      expect((await client().image(registry.host)).result).to.equal("available");
    });

    it("errors at 8 KiB, without waiting for the rest", async () => {
      const long = registryError(403, "DENIED", "x".repeat(64 * 1024));
      const registry = await server(() => ({
        ...long,
        // The rest never comes.
        headers: { "content-length": "1000000", connection: "close" },
      }));
      expect(await client().image(registry.host)).to.deep.equal({
        result: "authorization_failure",
        message: `GET ${registry.url}/v2/shop/web/manifests/1.2: 403 (DENIED)`,
      });
    });

    it("answers of token services at 1 MiB", async () => {
      const registry = await server((request) =>
        request.url.startsWith("/token")
          ? { body: { token: "x", padding: "y".repeat(1024 * 1024) } }
          : challenge(`http://${request.headers.host}/token`),
      );
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `GET ${registry.url}/token: 200, but the answer is longer than 1 MiB`,
      });
    });

    it("headers", async () => {
      const registry = await server(() => ({
        ...FOUND,
        headers: { ...FOUND.headers, "x-long": "y".repeat(1_100_000) },
      }));
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `${registry.url}/v2/shop/web/manifests/1.2: the answer is no valid HTTP: too many header fields`,
      });
    });

    it("redirect chains", async () => {
      let hops = 0;
      const registry = await server(() => {
        hops += 1;
        return { status: 302, headers: { location: `/hop/${hops}?secret=1` } };
      });
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `${registry.url}/hop/9: redirected more than 9 times`,
      });
      expect(registry.requests).to.have.length(10);
    });

    it("messages, whatever URLs a registry leads to and names", async () => {
      const long = "s".repeat(15_000);
      const registry = await server(({ url, headers }) =>
        url.startsWith("/v2/shop/redirects/")
          ? { status: 302, headers: { location: `/x/${long}` } }
          : url.startsWith("/v2/shop/names/")
            ? {
                status: 401,
                headers: {
                  "www-authenticate": `Bearer realm="http://${headers.host}/t/${long}",service="s"`,
                },
              }
            : url.startsWith("/v2/")
              ? { status: 401, headers: { "www-authenticate": `Bearer realm="http://${long}.test/t"` } }
              : { status: 403 },
      );
      const subject = client();
      for (const repository of ["shop/redirects", "shop/names", "shop/long"]) {
        const outcome = await subject.image(registry.host, { repository });
        expect(outcome).to.have.property("message").that.has.length.below(1_500);
      }
      const labels = subject.observed.map((line) => line.length);
      expect(Math.max(...labels)).to.be.below(100);
    });

    it("challenges", async () => {
      const registry = await server(({ url, headers }) =>
        headers.authorization === undefined && url.startsWith("/v2/")
          ? {
              status: 401,
              headers: {
                "www-authenticate": `Bearer realm="http://${headers.host}/t",scope="${"a:b:c ".repeat(url.includes("few") ? 1_000 : 2_000)}"`,
              },
            }
          : url.startsWith("/t")
            ? { body: { token: "t" } }
            : FOUND,
      );
      const subject = client();
      expect(await subject.image(registry.host, { repository: "many" })).to.deep.equal({
        result: "authentication_failure",
        message: `HEAD ${registry.url}/v2/many/manifests/1.2: 401, and its challenge is longer than 8 KiB`,
      });
      expect((await subject.image(registry.host, { repository: "few" })).result).to.equal("available");
    });

    it("redirects to http and https", async () => {
      for (const location of ["ftp://files.test/", "file:///etc/passwd", "data:,x", "http://"]) {
        const registry = await server(() => ({ status: 302, headers: { location } }));
        expect(await client().image(registry.host))
          .to.have.property("message")
          .that.includes("redirected to what is no http or https URL");
      }
    });
  });

  it("makes one line of what a registry says", async () => {
    const registry = await server(() =>
      registryError(403, "DENIED", `a\nlevel=error\u001b[31m ${"x".repeat(1_000)}`),
    );
    const outcome = await client().image(registry.host);
    expect(outcome)
      .to.have.property("message")
      .that.matches(/^[\x20-\x7e…]{1,320}$/);
  });
});
