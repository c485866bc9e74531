import { createHash } from "node:crypto";
import { expect } from "chai";
import type { Credential } from "../../src/credentials/credential.ts";
import type { Outcome } from "../../src/image/outcome.ts";
import type { Script, ScriptedAnswer } from "../support/scriptedServer.ts";
import { until } from "../support/until.ts";
import {
  ALICE,
  ALICE_BASIC,
  BOB,
  BOB_BASIC,
  createHarness,
  FOUND,
  MANIFEST_BODY,
  OCI_MANIFEST,
  registryError,
  type TestClient,
} from "./harness.ts";

describe("RegistryClient", () => {
  const { server, client } = createHarness();
  const signal = new AbortController().signal;
  const BASIC_CHALLENGE: ScriptedAnswer = { status: 401, headers: { "www-authenticate": 'Basic realm="r"' } };

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
      ["501 for HEAD and GET", () => ({ status: 501 }), "registry_unavailable", "501"],
      ["408", () => ({ status: 408 }), "registry_unavailable", "408"],
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
        "registry_v1_api_not_supported",
        "GET {url}/v2/: 404, as no registry with version 2 of the API does",
      ],
      [
        "404 of an API that is no registry's",
        () => ({ status: 404, body: { error: "Not Found", path: "/" } }),
        "registry_v1_api_not_supported",
        "GET {url}/v2/: 404",
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
        "absent",
        "404",
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
      ["204", () => ({ status: 204 }), "unknown_error", "204"],
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

  describe("check() tries every credential", () => {
    const perUser =
      (answers: Record<string, ScriptedAnswer>): Script =>
      ({ headers }) =>
        answers[headers.authorization ?? ""] ?? BASIC_CHALLENGE;
    const both: Credential[] = [ALICE, BOB];

    const rows: [string, ScriptedAnswer, ScriptedAnswer, Outcome["result"]][] = [
      ["200 wins over 401", BASIC_CHALLENGE, FOUND, "available"],
      ["200 wins over 403", registryError(403, "DENIED"), FOUND, "available"],
      ["200 wins over 404", registryError(404, "MANIFEST_UNKNOWN"), FOUND, "available"],
      ["404 wins over a later 401", registryError(404, "MANIFEST_UNKNOWN"), BASIC_CHALLENGE, "absent"],
      [
        "404 wins over a later 403",
        registryError(404, "MANIFEST_UNKNOWN"),
        registryError(403, "DENIED"),
        "absent",
      ],
      ["403 wins over a later 401", registryError(403, "DENIED"), BASIC_CHALLENGE, "authorization_failure"],
      [
        "403 wins over an earlier 401",
        BASIC_CHALLENGE,
        registryError(403, "DENIED"),
        "authorization_failure",
      ],
      ["401 stays if nothing says more", BASIC_CHALLENGE, BASIC_CHALLENGE, "authentication_failure"],
      [
        "a 5xx leaves it open",
        registryError(404, "MANIFEST_UNKNOWN"),
        { status: 503 },
        "registry_unavailable",
      ],
      ["a rate limit leaves it open", registryError(403, "DENIED"), { status: 429 }, "rate_limited"],
    ];
    for (const [name, alice, bob, expected] of rows) {
      it(name, async () => {
        const registry = await server(perUser({ [ALICE_BASIC]: alice, [BOB_BASIC]: bob }));
        expect((await client().image(registry.host, { credentials: both })).result).to.equal(expected);
      });
    }

    it("in the order given, and stops at the first that opens the door", async () => {
      const registry = await server(perUser({ [ALICE_BASIC]: FOUND, [BOB_BASIC]: FOUND }));
      await client().image(registry.host, { credentials: [BOB, ALICE] });
      expect(registry.requests.map(({ headers }) => headers.authorization)).to.deep.equal([
        undefined,
        BOB_BASIC,
      ]);
    });

    it("and is not anonymous where one is given, though the image is public", async () => {
      const registry = await server((request) =>
        request.url.startsWith("/token")
          ? request.headers.authorization === undefined
            ? { body: { token: "anonymous" } }
            : registryError(401, "UNAUTHORIZED", "wrong password")
          : request.headers.authorization === "Bearer anonymous"
            ? FOUND
            : {
                status: 401,
                headers: {
                  "www-authenticate": `Bearer realm="http://${request.headers.host}/token",service="s"`,
                },
              },
      );
      const subject = client();
      expect((await subject.image(registry.host, { credentials: [ALICE] })).result).to.equal(
        "authentication_failure",
      );
      expect((await subject.image(registry.host)).result).to.equal("available");
    });

    it("but sends none where the registry asks for none, as a node does", async () => {
      const registry = await server(() => FOUND);
      expect((await client().image(registry.host, { credentials: [ALICE] })).result).to.equal("available");
      expect(registry.requests[0]?.headers.authorization).to.equal(undefined);
    });

    it("and finds an image that needs none at a registry that wanted some for another", async () => {
      const registry = await server(({ url, headers }) =>
        headers.authorization === undefined && url.includes("/public/") ? FOUND : BASIC_CHALLENGE,
      );
      const subject = client();
      const options = { credentials: [ALICE] };
      expect(
        (await subject.image(registry.host, { ...options, repository: "team/private" })).result,
      ).to.equal("authentication_failure");
      expect(
        (await subject.image(registry.host, { ...options, repository: "team/public/web" })).result,
      ).to.equal("available");
    });
  });

  describe("check() asks several endpoints", () => {
    const absent = registryError(404, "MANIFEST_UNKNOWN");
    const rows: [string, ScriptedAnswer, ScriptedAnswer, Outcome["result"]][] = [
      ["the first has it", FOUND, absent, "available"],
      ["the second has it", absent, FOUND, "available"],
      ["the second has it while the first is down", { status: 502 }, FOUND, "available"],
      ["the second has it while the first is rate limited", { status: 429 }, FOUND, "available"],
      ["none has it", absent, absent, "absent"],
      ["one is down", { status: 502 }, absent, "registry_unavailable"],
      ["one forbids", absent, { status: 403 }, "authorization_failure"],
      ["one wants a login", absent, { status: 401 }, "authentication_failure"],
      ["one forbids, one wants a login", { status: 401 }, { status: 403 }, "authorization_failure"],
      ["one is down, one forbids", { status: 403 }, { status: 502 }, "registry_unavailable"],
      ["one is rate limited", { status: 429 }, absent, "rate_limited"],
      ["one is odd", { status: 418 }, absent, "unknown_error"],
    ];
    for (const [name, mirror, origin, expected] of rows) {
      it(`${name}: ${expected}`, async () => {
        const servers = [await server(() => mirror), await server(() => origin)];
        const outcome = await client().check(
          {
            reference: { registry: servers[1]!.host, repository: "shop/web", tag: "1.2" },
            endpoints: servers.map(({ host }) => ({
              registry: host,
              repository: "shop/web",
              credentials: [],
            })),
          },
          { signal },
        );
        expect(outcome.result).to.equal(expected);
      });
    }

    it("each under its own repository, with its own credentials, in order until one has it", async () => {
      const basic: Script = ({ headers }) => (headers.authorization === undefined ? BASIC_CHALLENGE : absent);
      const mirror = await server(basic);
      const origin = await server(() => FOUND);
      const spare = await server(() => FOUND);
      const outcome = await client().check(
        {
          reference: { registry: "docker.io", repository: "library/nginx", tag: "1" },
          endpoints: [
            { registry: mirror.host, repository: "hub/library/nginx", credentials: [ALICE] },
            { registry: origin.host, repository: "library/nginx", credentials: [BOB] },
            { registry: spare.host, repository: "library/nginx", credentials: [] },
          ],
        },
        { signal },
      );
      expect(outcome).to.deep.equal({ result: "available" });
      expect(mirror.lines()).to.deep.equal([
        "HEAD /v2/hub/library/nginx/manifests/1",
        "HEAD /v2/hub/library/nginx/manifests/1",
        "GET /v2/hub/library/nginx/manifests/1",
      ]);
      expect(mirror.requests.map(({ headers }) => headers.authorization)).to.deep.equal([
        undefined,
        ALICE_BASIC,
        ALICE_BASIC,
      ]);
      expect(origin.lines()).to.deep.equal(["HEAD /v2/library/nginx/manifests/1"]);
      expect(spare.lines()).to.deep.equal([]);
    });
  });

  it("check() asks Docker Hub at registry-1.docker.io, under the name docker.io", async () => {
    const asked: string[] = [];
    const subject = client(undefined, {
      resolve: (hostname, _, callback) => {
        asked.push(hostname);
        callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []);
      },
    });
    await subject.image("docker.io", { repository: "library/nginx" });
    expect(asked).to.deep.equal(["registry-1.docker.io"]);
    expect(subject.gate.admitted).to.deep.equal(["docker.io"]);
    expect(subject.observed).to.deep.equal(["docker.io HEAD dns"]);
  });

  it("check() says who it is", async () => {
    const registry = await server(() => FOUND);
    await client().image(registry.host);
    expect(registry.requests[0]?.headers["user-agent"]).to.equal("k8s-image-availability-exporter/test");
  });

  describe("check() passes every request through the gate", () => {
    it("and settles each once, with the quota that the answer told", async () => {
      const registry = await server(() => ({
        ...registryError(404, "MANIFEST_UNKNOWN"),
        headers: {
          "docker-distribution-api-version": "registry/2.0",
          "ratelimit-remaining": "76;w=21600",
          "retry-after": "30",
        },
      }));
      const subject = client();
      await subject.image(registry.host);
      expect(subject.gate.admitted).to.deep.equal([registry.host, registry.host]);
      expect(subject.gate.settled).to.deep.equal(
        ["HEAD", "GET"].map((method) => ({
          host: registry.host,
          end: { kind: "answered", method, status: 404, quota: { remaining: 76, retryAfterMs: 30_000 } },
        })),
      );
      expect(subject.observed).to.deep.equal([`${registry.host} HEAD 404`, `${registry.host} GET 404`]);
    });

    it("and takes its refusals for rate_limited and registry_unavailable, without a request", async () => {
      const registry = await server(() => FOUND);
      const subject = client();
      subject.gate.refuse = () => ({ kind: "rate_limited", message: "not now" });
      expect(await subject.image(registry.host)).to.deep.equal({
        result: "rate_limited",
        message: "not now",
      });
      subject.gate.refuse = () => ({ kind: "unreachable", message: "it is down" });
      expect(await subject.image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: "it is down",
      });
      expect(registry.requests).to.deep.equal([]);
      expect(subject.gate.settled).to.deep.equal([]);
    });

    it("and blames a token service that cannot be reached itself", async () => {
      const tokens = await server(() => "drop");
      const registry = await server(() => ({
        status: 401,
        headers: { "www-authenticate": `Bearer realm="${tokens.url}/token",service="s"` },
      }));
      const subject = client();
      expect((await subject.image(registry.host)).result).to.equal("registry_unavailable");
      expect(subject.gate.settled.map(({ host, end }) => `${host} ${end.kind}`)).to.deep.equal([
        `${registry.host} answered`,
        `${tokens.host} unreachable`,
      ]);
    });

    it("and does not blame a registry for storage that cannot be reached", async () => {
      const storage = await server(() => FOUND);
      await storage.close();
      const registry = await server(() => ({ status: 307, headers: { location: `${storage.url}/blob` } }));
      const subject = client();
      expect((await subject.image(registry.host)).result).to.equal("registry_unavailable");
      expect(subject.gate.settled).to.deep.equal(
        [1, 2].map(() => ({
          host: registry.host,
          end: { kind: "answered", method: "HEAD", status: 307, quota: {} },
        })),
      );
    });
  });

  describe("probe()", () => {
    it("is true for any status, asks for the root, and passes no gate", async () => {
      const registry = await server(() => ({ status: 503 }));
      const subject = client();
      expect(await subject.probe(registry.host, { signal })).to.equal(true);
      expect(registry.lines()).to.deep.equal(["GET /v2/"]);
      expect(subject.gate.admitted).to.deep.equal([]);
      expect(subject.gate.settled).to.deep.equal([]);
    });

    it("is true for a redirect, wherever it leads", async () => {
      const registry = await server(() => ({ status: 302, headers: { location: "http://127.0.0.1:1/" } }));
      expect(await client().probe(registry.host, { signal })).to.equal(true);
    });

    it("is false where nobody listens, and for a name that is no host", async () => {
      const registry = await server(() => FOUND);
      await registry.close();
      expect(await client().probe(registry.host, { signal })).to.equal(false);
      expect(await client().probe("999.1.1.1", { signal })).to.equal(false);
    });

    it("finds a token service by the scheme that its registry named", async () => {
      const tokens = await server(() => ({ body: { token: "t" } }));
      const registry = await server(({ headers }) =>
        headers.authorization === "Bearer t"
          ? FOUND
          : {
              status: 401,
              headers: { "www-authenticate": `Bearer realm="http://tokens.test:${tokens.port}/token"` },
            },
      );
      // Only the registry is known to speak HTTP.
      const subject = client(
        { hosts: { [registry.host]: { plainHttp: true } } },
        { resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]) },
      );
      expect(await subject.probe(`tokens.test:${tokens.port}`, { signal })).to.equal(false);
      expect((await subject.image(registry.host)).result).to.equal("available");
      expect(await subject.probe(`tokens.test:${tokens.port}`, { signal })).to.equal(true);
    });

    it("rejects with the signal's reason", async () => {
      const registry = await server(() => "hang");
      const controller = new AbortController();
      const probe = client().probe(registry.host, { signal: controller.signal });
      await until(() => registry.requests.length === 1);
      const reason = new Error("enough");
      controller.abort(reason);
      expect(await probe.catch((error: unknown) => error)).to.equal(reason);
    });
  });

  describe("close()", () => {
    it("ends checks under way, and refuses new ones", async () => {
      const registry = await server(() => "hang");
      const subject: TestClient = client();
      const running = subject.image(registry.host).catch((error: unknown) => error);
      await until(() => registry.requests.length === 1);
      await subject.close();
      expect(await running).to.have.property("name", "AbortError");
      expect(await subject.image(registry.host).catch((error: unknown) => error)).to.have.property(
        "name",
        "AbortError",
      );
    });
  });
});
