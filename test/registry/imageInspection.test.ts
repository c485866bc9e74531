import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { parsePlatform } from "../../src/image/platform.ts";
import type { Inspection } from "../../src/registry/imageInspection.ts";
import { crio } from "../../src/registry/runtime/crio.ts";
import { ALICE, ALICE_BASIC, BASIC_CHALLENGE, createHarness, PLAIN, registryError } from "./harness.ts";
import { digestOf, imageOf, platformIndex, serving } from "./servedContent.ts";

const [AMD64, ARM64] = [imageOf("amd64"), imageOf("arm64")];
const BOTH = platformIndex({ "linux/amd64": AMD64, "linux/arm64/v8": ARM64, "unknown/unknown": "attests" });

function inspection(
  registry: string,
  digest: string,
  platforms: readonly string[],
  rest: Partial<Inspection> = {},
) {
  const reference = { registry, repository: "shop/web", tag: "1.2" };
  return {
    reference,
    credentials: [],
    endpoints: [originEndpoint(reference)],
    digest,
    platforms: platforms.map((platform) => parsePlatform(platform)!),
    ...rest,
  };
}

describe("RegistryClient.inspect()", () => {
  const harness = createHarness();
  const { signal } = new AbortController();
  const options = { signal, turn: async () => true };
  const line = (method: string, body: string) => `${method} /v2/shop/web/manifests/${digestOf(body)}`;

  it("looks for each platform's image of an index by HEAD, and reads the index once for all", async () => {
    const server = await harness.server(serving(BOTH, AMD64, ARM64));
    const client = harness.client();
    for (const platforms of [["linux/amd64", "linux/arm64"], ["linux/amd64"]]) {
      const outcome = await client.inspect(inspection(server.host, digestOf(BOTH), platforms), options);
      expect(outcome).to.deep.equal({ result: "available" });
    }
    expect(server.lines()).to.deep.equal([
      line("GET", BOTH),
      line("HEAD", AMD64),
      line("HEAD", ARM64),
      line("HEAD", AMD64),
    ]);
  });

  it("says for which platforms there is nothing, and for which there is", async () => {
    const server = await harness.server(serving(BOTH, AMD64, ARM64));
    const platforms = ["linux/amd64", "linux/s390x", "linux/ppc64le"];
    const outcome = await harness
      .client()
      .inspect(inspection(server.host, digestOf(BOTH), platforms), options);
    expect(outcome).to.deep.equal({
      result: "platform_missing",
      message: `${digestOf(BOTH)} has no image for linux/s390x, linux/ppc64le, only for linux/amd64, linux/arm64/v8`,
    });
    expect(server.lines()).to.deep.equal([line("GET", BOTH)]);
  });

  it("says which platform's image the registry has not got", async () => {
    const server = await harness.server(serving(BOTH, AMD64));
    const client = harness.client();
    const outcome = await client.inspect(inspection(server.host, digestOf(BOTH), ["linux/arm64"]), options);
    expect(outcome.result).to.equal("platform_missing");
    expect(outcome)
      .to.have.property("message")
      .that.matches(
        new RegExp(`leads to ${digestOf(ARM64)} for linux/arm64, and GET .*: 404 \\(MANIFEST_UNKNOWN\\)$`),
      );
    server.script = serving(BOTH, AMD64, ARM64);
    expect(
      await client.inspect(inspection(server.host, digestOf(BOTH), ["linux/arm64"]), options),
    ).to.deep.equal({
      result: "available",
    });
  });

  it("takes an image that stands alone for whatever platform, as nodes do", async () => {
    const server = await harness.server(serving(AMD64));
    const outcome = await harness
      .client()
      .inspect(inspection(server.host, digestOf(AMD64), ["linux/s390x"]), options);
    expect(outcome.result).to.equal("available");
  });

  it("chooses as the nodes' runtime does", async () => {
    const old = platformIndex({ "linux/386": AMD64 });
    const server = await harness.server(serving(old, AMD64));
    const asked = inspection(server.host, digestOf(old), ["linux/amd64"]);
    expect((await harness.client().inspect(asked, options)).result).to.equal("available");
    const ours = harness.client(PLAIN, { runtime: crio });
    expect((await ours.inspect(asked, options)).result).to.equal("platform_missing");
  });

  for (const [what, answer, result] of [
    ["an outage", { status: 503 }, "registry_unavailable"],
    ["a refusal", registryError(403, "DENIED"), "authorization_failure"],
    ["a 404 in nobody's words", { status: 404, body: "<html>" }, "registry_unavailable"],
    ["what is no manifest", { body: "{}" }, "registry_unavailable"],
  ] as const) {
    it(`tells ${what} for what it is`, async () => {
      const serve = serving(BOTH);
      const server = await harness.server((request) =>
        request.url.endsWith(digestOf(ARM64)) || request.url === "/v2/" ? answer : serve(request),
      );
      const outcome = await harness
        .client()
        .inspect(inspection(server.host, digestOf(BOTH), ["linux/arm64"]), options);
      expect(outcome.result).to.equal(result);
    });
  }

  it("asks mirrors first, each for what another has not got", async () => {
    const mirror = await harness.server(serving(BOTH, AMD64));
    const origin = await harness.server(serving(BOTH, AMD64, ARM64));
    const asked = inspection(origin.host, digestOf(BOTH), ["linux/amd64", "linux/arm64"]);
    const { host: registry } = mirror;
    const endpoints = [originEndpoint({ registry, repository: "hub/shop/web" }), ...asked.endpoints];
    const outcome = await harness.client().inspect({ ...asked, endpoints }, options);
    expect(outcome).to.deep.equal({ result: "available" });
    expect(origin.lines()).to.deep.equal([line("HEAD", ARM64)]);
  });

  it("goes on to the next credential, but not for what an index says", async () => {
    const serve = serving(BOTH, AMD64);
    const server = await harness.server((request) =>
      request.headers.authorization === ALICE_BASIC ? serve(request) : BASIC_CHALLENGE,
    );
    const credentials = [ALICE, { ...ALICE, password: "wrong", id: "2" }];
    const asked = inspection(server.host, digestOf(BOTH), ["linux/s390x"], { credentials });
    expect((await harness.client().inspect(asked, options)).result).to.equal("platform_missing");
    expect(server.lines()).to.deep.equal([line("GET", BOTH), line("GET", BOTH)]);
  });

  it("waits for its turn before each request, and gives way where few pulls are left", async () => {
    const server = await harness.server(serving(BOTH, AMD64));
    const turns: string[] = [];
    const asked = inspection(server.host, digestOf(BOTH), ["linux/amd64"]);
    const turn = async (host: string, counts: boolean) => turns.push(`${host} ${counts}`) > 0;
    await harness.client().inspect(asked, { signal, turn });
    expect(turns).to.deep.equal([`${server.host} true`, `${server.host} false`]);
    const refused = await harness.client().inspect(asked, { signal, turn: async () => false });
    expect(refused.result).to.equal("rate_limited");
    expect(server.requests).to.have.length(2);
  });
});
