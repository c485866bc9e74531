import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { ManifestPull } from "../../src/registry/pullManifests.ts";
import type { ReceivedRequest } from "../support/scriptedServer.ts";
import { ALICE, ALICE_BASIC, BASIC_CHALLENGE, createHarness, PLAIN, registryError } from "./harness.ts";
import { digestOf, INDEX, imageOf, serving } from "./servedContent.ts";

const index = (...digests: string[]) =>
  JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: digests.map((digest) => ({ digest })) });

const [AMD64, ARM64, OLD] = [imageOf("amd64"), imageOf("arm64"), imageOf("old")];
const NEVER_PUSHED = digestOf("never pushed");
const TREE = index(digestOf(AMD64), digestOf(ARM64), NEVER_PUSHED, "../../../../secret");

function pullOf(registry: string, rest: Partial<ManifestPull> = {}): ManifestPull {
  const reference = { registry, repository: "shop/web", tag: "1.2" };
  const endpoints = [originEndpoint(reference)];
  return { reference, credentials: [], endpoints, digests: [], at: () => true, ...rest };
}

describe("RegistryClient.pull()", () => {
  const harness = createHarness();
  const { signal } = new AbortController();
  const get = (body: string) => `GET /v2/shop/web/manifests/${digestOf(body)}`;

  it("fetches by digest what a tag leads to, and all that an index has", async () => {
    const server = await harness.server(serving(TREE, AMD64, ARM64));
    const client = harness.client();
    expect(await client.pull(pullOf(server.host), { signal })).to.deep.equal({ result: "available" });
    expect(server.lines()).to.deep.equal([
      "HEAD /v2/shop/web/manifests/1.2",
      ...[TREE, AMD64, ARM64].map(get),
      `GET /v2/shop/web/manifests/${NEVER_PUSHED}`,
    ]);
  });

  it("fetches what else it is told to, even where the tag leads nowhere, and says so", async () => {
    const server = await harness.server(serving(OLD));
    server.script = (
      (serve) => (request) =>
        request.url.endsWith("/1.2") ? registryError(404, "MANIFEST_UNKNOWN") : serve(request)
    )(serving(OLD));
    const outcome = await harness
      .client()
      .pull(pullOf(server.host, { digests: [digestOf(OLD)] }), { signal });
    expect(outcome.result).to.equal("absent");
    expect(server.lines().at(-1)).to.equal(get(OLD));
  });

  it("fetches a reference with a digest without asking for its tag", async () => {
    const server = await harness.server(serving(AMD64));
    const reference = { registry: server.host, repository: "shop/web", digest: digestOf(AMD64) };
    await harness.client().pull(pullOf(server.host, { reference }), { signal });
    expect(server.lines()).to.deep.equal([get(AMD64)]);
  });

  it("asks every place that it may, and only these", async () => {
    const [origin, mirror, other] = [
      await harness.server(serving(AMD64)),
      await harness.server(serving(AMD64)),
      await harness.server(serving(AMD64)),
    ];
    const pull = pullOf(origin.host);
    const asMirror = ({ host }: { host: string }) => ({
      ...originEndpoint({ registry: host, repository: "hub/shop/web" }),
    });
    const endpoints = [asMirror(mirror), asMirror(other)];
    await harness
      .client()
      .pull({ ...pull, endpoints, at: ({ registry }) => registry !== other.host }, { signal });
    expect(origin.lines()).to.deep.equal(["HEAD /v2/shop/web/manifests/1.2", get(AMD64)]);
    expect(mirror.lines().at(-1)).to.match(/^GET \/v2\/hub\/shop\/web\/manifests\/sha256:.*\?ns=/);
    expect(other.lines()).to.deep.equal([]);
  });

  it("goes on to the next credential, and waits for the budget of each manifest", async () => {
    const serve = serving(TREE, AMD64, ARM64);
    const server = await harness.server((request) =>
      request.headers.authorization === ALICE_BASIC ? serve(request) : BASIC_CHALLENGE,
    );
    const client = harness.client();
    client.gate.waitMs.push(0, 5_000);
    let outcome: unknown;
    const pulled = client.pull(pullOf(server.host, { credentials: [ALICE] }), { signal }).then((its) => {
      outcome = its;
    });
    while (client.gate.waitMs.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(outcome).to.equal(undefined);
    await client.clock.advance(5_000);
    await pulled;
    expect(outcome).to.deep.equal({ result: "available" });
  });

  it("stops at a limit, and tells the budgets of no registry that is away", async () => {
    const server = await harness.server(({ url }) =>
      url.endsWith("/1.2") ? serving(TREE)({ url } as ReceivedRequest) : { status: 429 },
    );
    const client = harness.client();
    expect((await client.pull(pullOf(server.host), { signal })).result).to.equal("rate_limited");
    expect(server.lines()).to.have.length(2);
    await server.close();
    const told = client.gate.settled.length;
    expect((await harness.client(PLAIN).pull(pullOf(server.host), { signal })).result).to.equal(
      "registry_unavailable",
    );
    expect((await client.pull(pullOf(server.host), { signal })).result).to.equal("registry_unavailable");
    expect(client.gate.settled).to.have.length(told);
  });
});
