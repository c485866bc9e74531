import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { parsePlatform } from "../../src/image/platform.ts";
import { crio } from "../../src/registry/runtime/crio.ts";
import type { ReceivedRequest, ScriptedAnswer } from "../support/scriptedServer.ts";
import { createHarness, PLAIN, registryError, withTokens } from "./harness.ts";
import { digestOf, imageOf, platformIndex, serving } from "./servedContent.ts";

const [CONFIG, ARM_CONFIG, BASE, LAYER] = ["config", "arm config", "base", "layer"].map(digestOf) as [
  ...[string, string, string, string],
];
const image = (name: string, config: string, ...layers: readonly string[]) =>
  imageOf(name, { config: { digest: config }, layers: layers.map((digest) => ({ digest })) });
const AMD64 = image("amd64", CONFIG, BASE, LAYER);
const ARM64 = image("arm64", ARM_CONFIG, BASE);
const BOTH = platformIndex({ "linux/amd64": AMD64, "linux/arm64": ARM64 });
const GONE = registryError(404, "BLOB_UNKNOWN");

/** Has the manifests, and each blob; what is given answers for some of them. */
function having(answers: Readonly<Record<string, (request: ReceivedRequest) => ScriptedAnswer>> = {}) {
  const manifests = serving(BOTH, AMD64, ARM64);
  return (request: ReceivedRequest): ScriptedAnswer => {
    const [, blob] = /\/blobs\/(sha256:\w+)/.exec(request.url) ?? [];
    return blob === undefined ? manifests(request) : (answers[blob]?.(request) ?? { body: "content" });
  };
}

describe("RegistryClient.inspect(), of content", () => {
  const harness = createHarness();
  const { signal } = new AbortController();
  const content = () => harness.client(PLAIN, { verify: "content" });
  const inspection = (registry: string, body: string, ...platforms: readonly string[]) => {
    const reference = { registry, repository: "shop/web", tag: "1.2" };
    return {
      ...{ reference, credentials: [], endpoints: [originEndpoint(reference)], digest: digestOf(body) },
      platforms: (platforms.length === 0 ? ["linux/amd64"] : platforms).map((each) => parsePlatform(each)!),
    };
  };
  const manifest = (method: string, body: string) => `${method} /v2/shop/web/manifests/${digestOf(body)}`;
  const blob = (method: string, digest: string) => `${method} /v2/shop/web/blobs/${digest}`;

  it("looks for configuration and layers by HEAD, each once, and fetches no manifest again", async () => {
    const server = await harness.server(having());
    const client = content();
    const asked = inspection(server.host, BOTH, "linux/amd64", "linux/arm64");
    expect(await client.inspect(asked, { signal })).to.deep.equal({ result: "available" });
    const blobs = [CONFIG, BASE, LAYER, ARM_CONFIG].map((digest) => blob("HEAD", digest));
    expect(server.lines()).to.deep.equal([
      ...[BOTH, AMD64, ARM64].map((body) => manifest("GET", body)),
      ...blobs,
    ]);
    server.requests.length = 0;
    expect(await client.inspect(asked, { signal })).to.deep.equal({ result: "available" });
    expect(server.lines()).to.deep.equal([manifest("HEAD", AMD64), manifest("HEAD", ARM64), ...blobs]);
  });

  it("looks for those of an image that stands alone, and for none where only platforms are asked for", async () => {
    const server = await harness.server(having());
    await content().inspect(inspection(server.host, ARM64), { signal });
    expect(server.lines()).to.deep.equal([
      manifest("GET", ARM64),
      blob("HEAD", ARM_CONFIG),
      blob("HEAD", BASE),
    ]);
    server.requests.length = 0;
    await harness.client(PLAIN, { verify: "platform" }).inspect(inspection(server.host, ARM64), { signal });
    expect(server.lines()).to.deep.equal([manifest("GET", ARM64)]);
  });

  it("says what is missing where the registry says so itself, by HEAD and by GET", async () => {
    const server = await harness.server(having({ [LAYER]: () => GONE }));
    const outcome = await content().inspect(inspection(server.host, BOTH), { signal });
    expect(outcome).to.deep.equal({
      result: "content_missing",
      message: `${digestOf(AMD64)} has ${LAYER} for a layer, and GET ${server.url}/v2/shop/web/blobs/${LAYER}: 404 (BLOB_UNKNOWN)`,
    });
    const got = server.requests.filter(({ method, url }) => method === "GET" && url.includes("/blobs/"));
    expect(got.map(({ headers }) => headers.range)).to.deep.equal(["bytes=0-0"]);
    server.script = having({ [CONFIG]: () => GONE });
    const other = await content().inspect(inspection(server.host, BOTH), { signal });
    expect(other).to.have.property("message").that.includes(`has ${CONFIG} for its configuration`);
  });

  for (const [what, answer] of Object.entries<(request: ReceivedRequest) => ScriptedAnswer>({
    "HEAD says no and GET has it": ({ method }) => (method === "HEAD" ? GONE : { status: 206, body: "c" }),
    "HEAD is forbidden and GET is not": ({ method }) => (method === "HEAD" ? { status: 403 } : { body: "c" }),
    "HEAD is not known": ({ method }) => (method === "HEAD" ? { status: 405 } : { body: "c" }),
  })) {
    it(`takes it for there where ${what}`, async () => {
      const server = await harness.server(having({ [LAYER]: answer }));
      expect(await content().inspect(inspection(server.host, BOTH), { signal })).to.deep.equal({
        result: "available",
      });
    });
  }

  it("asks no storage that a registry leads to, and takes its word for nothing", async () => {
    const storage = await harness.server(() => ({ status: 404 }));
    const at = (host: string) => () => ({
      status: 307,
      headers: { location: `http://${host}/a?signature=b` },
    });
    const server = await harness.server(having({ [LAYER]: at(`localhost:${storage.port}`) }));
    const there = { result: "available" };
    expect(await content().inspect(inspection(server.host, BOTH), { signal })).to.deep.equal(there);
    expect(storage.lines()).to.deep.equal([]);
    // Beside the registry, it is another port of its host.
    server.script = having({ [LAYER]: at(storage.host) });
    for (const status of [403, 404]) {
      storage.script = () => ({ status });
      expect(await content().inspect(inspection(server.host, BOTH), { signal })).to.deep.equal(there);
    }
    expect(storage.lines()).to.deep.equal(["HEAD /a?signature=b", "HEAD /a?signature=b"]);
  });

  it("believes a 404 without words only where it is given again, as of a manifest", async () => {
    const empty = { status: 404, headers: { "docker-distribution-api-version": "registry/2.0" } };
    const server = await harness.server(having({ [LAYER]: () => empty }));
    const serve = server.script;
    server.script = (request) =>
      request.url.includes("/blobs/") && ![CONFIG, BASE].some((known) => request.url.endsWith(known))
        ? empty
        : request.url === "/v2/"
          ? { headers: empty.headers }
          : serve(request);
    expect((await content().inspect(inspection(server.host, BOTH), { signal })).result).to.equal(
      "content_missing",
    );
    expect(server.requests.filter(({ url }) => url === "/v2/").length).to.be.greaterThan(1);
    expect(
      server.requests.every(({ url, headers }) => url.includes("/blobs/") || headers.range === undefined),
    ).to.equal(true);
  });

  for (const [what, answer, result] of [
    ["an outage", { status: 500 }, "registry_unavailable"],
    ["a limit", { status: 429 }, "rate_limited"],
    ["a refusal", registryError(403, "DENIED"), "authorization_failure"],
    ["a page in the registry's place", { status: 404, body: "<html>" }, "unknown_error"],
  ] as const) {
    it(`does not take ${what} for something that is missing`, async () => {
      const server = await harness.server(having({ [LAYER]: () => answer }));
      expect((await content().inspect(inspection(server.host, BOTH), { signal })).result).to.equal(result);
    });
  }

  it("takes what a mirror has, and says that it is missing where nobody has it", async () => {
    const mirror = await harness.server(having());
    const origin = await harness.server(having({ [LAYER]: () => GONE }));
    const asked = inspection(origin.host, BOTH);
    const { host: registry } = mirror;
    const endpoints = [originEndpoint({ registry, repository: "hub/shop/web" }), ...asked.endpoints];
    const through = async () => (await content().inspect({ ...asked, endpoints }, { signal })).result;
    expect(await through()).to.equal("available");
    mirror.script = having({ [LAYER]: () => GONE });
    expect(await through()).to.equal("content_missing");
    mirror.script = having({ [LAYER]: () => ({ status: 502 }) });
    expect(await through()).to.equal("registry_unavailable");
  });

  for (const runtime of [undefined, crio]) {
    it(`shows who it is, as for manifests${runtime === undefined ? "" : `, as ${runtime.name} does`}`, async () => {
      const serve = having({ [LAYER]: () => GONE });
      const server = await harness.server(withTokens(serve));
      const client = harness.client(PLAIN, { verify: "content", ...(runtime && { runtime }) });
      expect((await client.inspect(inspection(server.host, BOTH), { signal })).result).to.equal(
        "content_missing",
      );
      const blobs = server.requests.filter(({ url }) => url.includes("/blobs/"));
      expect(blobs.at(-1)?.headers.authorization).to.equal("Bearer t0");
    });
  }

  it("reads no more of a blob than of an error", async () => {
    const server = await harness.server(
      having({ [LAYER]: ({ method }) => (method === "HEAD" ? GONE : { body: Buffer.alloc(8 << 20) }) }),
    );
    expect((await content().inspect(inspection(server.host, BOTH), { signal })).result).to.equal("available");
  });
});
