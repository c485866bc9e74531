import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { type Endpoint, identified, originEndpoint } from "../../../src/image/endpoint.ts";
import type { ImageReference } from "../../../src/image/reference.ts";
import { type NodeEndpointFinder, openNodeEndpoints } from "../../../src/registry/runtime/nodeEndpoints.ts";
import { type NodeFiles, RefusedByFilesError } from "../../../src/registry/runtime/nodeFiles.ts";
import { makeClientCertificate } from "../../support/certificates.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { createHarness, FOUND, PLAIN, registryError } from "../harness.ts";

const ABSENT = registryError(404, "MANIFEST_UNKNOWN");
const IN_POD = { KUBERNETES_SERVICE_HOST: "10.0.0.1" };

describe("openNodeEndpoints", () => {
  const { signal } = new AbortController();
  const named = (registry: string, repository = "app"): Endpoint => originEndpoint({ registry, repository });
  const open = (endpoints: NodeFiles["endpoints"]) =>
    openNodeEndpoints({ files: { endpoints }, insidePod: false, clock: fakeClock(), log: recordingLogger() });
  const asked = async (
    finder: NodeEndpointFinder,
    endpoints: readonly Endpoint[],
    reference: ImageReference,
  ) =>
    (await finder.find(endpoints, reference, { signal }, [])).asked.map(
      ({ registry, repository }) => `${registry}/${repository}`,
    );

  it("has a mirror that is the same registry asked under its other path, or otherwise", async () => {
    const reference = { registry: "reg.test", repository: "old/app", tag: "1" };
    const finder = open(() => [named("file.test")]);
    const other = named("reg.test", "new/app");
    const spoken = { ...named("reg.test", "old/app"), access: identified({ scheme: "http", headers: [] }) };
    for (const mirror of [other, spoken]) {
      expect(await asked(finder, [mirror, originEndpoint(reference)], reference)).to.deep.equal([
        `reg.test/${mirror.repository}`,
        "file.test/app",
      ]);
    }
  });

  it("keeps the registries in which a name is looked for before the last, which alone configuration knows", async () => {
    const reference = { registry: "docker.io", repository: "app", tag: "1", shortName: "app" };
    const finder = open(({ shortName }) =>
      [...(shortName === undefined ? [] : ["reg.test"]), "docker.io"].map((registry) => named(registry)),
    );
    const mirror = named("mirror.test");
    const since = open(({ shortName }) => [named(shortName === undefined ? "docker.io" : "new.test")]);
    expect(await asked(since, [mirror], reference), "others by now").to.deep.equal(["new.test/app"]);
    const silent = open(() => undefined);
    expect(await asked(silent, [mirror], reference)).to.deep.equal(["mirror.test/app"]);
    const blocked = open(({ shortName }) => {
      if (shortName === undefined) {
        throw new RefusedByFilesError("docker.io is blocked");
      }
      return [named("reg.test"), { ...named("docker.io"), result: "refused", message: "it is blocked" }];
    });
    expect(await asked(blocked, [originEndpoint(reference)], reference)).to.deep.equal(["reg.test/app"]);
    expect(await asked(finder, [mirror], reference)).to.deep.equal(["reg.test/app", "mirror.test/app"]);
    expect(await asked(finder, [mirror, originEndpoint(reference)], reference)).to.deep.equal([
      "reg.test/app",
      "mirror.test/app",
      "docker.io/app",
    ]);
  });
});

describe("endpoints that only nodes can ask", () => {
  const harness = createHarness();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "certs.d-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const check = async (
    { hosts, mirrors = [], env = {} }: { hosts?: string; mirrors?: string[]; env?: Record<string, string> },
    registry: string,
    tag: { tag?: string; digest?: string } = { tag: "1.2" },
  ) => {
    if (hosts !== undefined) {
      const path = join(folder, "_default/hosts.toml");
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, hosts);
    }
    const client = harness.client(PLAIN, { env, nodes: { hostsDir: folder, root: join(folder, "root") } });
    const reference = { registry, repository: "shop/web", ...tag };
    const endpoints = [
      ...mirrors.map((mirror): Endpoint => ({ ...originEndpoint(reference), registry: mirror })),
      originEndpoint(reference),
    ];
    const outcome = await client.check(
      { reference, credentials: [], endpoints },
      { signal: new AbortController().signal },
    );
    return { outcome, observed: client.observed };
  };

  it("asks mirrors on loopback from outside a pod", async () => {
    const mirror = await harness.server(() => FOUND);
    const { outcome } = await check({ mirrors: [mirror.host] }, "127.0.0.1:1");
    expect(outcome).to.deep.equal({ result: "available" });
  });

  it("leaves mirrors on loopback alone in a pod, and names them", async () => {
    const mirror = await harness.server(() => FOUND);
    const origin = await harness.server(() => ABSENT);
    const { outcome } = await check({ mirrors: [mirror.host], env: IN_POD }, origin.host);
    expect(outcome.result).to.equal("absent");
    expect(outcome).to.have.property("message").that.includes(`; ${mirror.host} is on the node itself`);
    expect(mirror.requests).to.deep.equal([]);
  });

  it("says nothing of the image where no other endpoint is left", async () => {
    const mirror = await harness.server(() => FOUND);
    const hosts = `server = "http://127.0.0.1:1"\n[host."http://${mirror.host}"]`;
    const { outcome, observed } = await check({ hosts, env: IN_POD }, "r.test");
    expect(outcome.result).to.equal("node_local");
    expect(outcome)
      .to.have.property("message")
      .that.matches(
        /^127\.0\.0\.1:\d+ is on the node itself and was not asked; 127\.0\.0\.1:1 is on the node itself/,
      );
    expect(observed).to.deep.equal([]);
  });

  it("says nothing of a tag where only the node's own mirror may resolve it", async () => {
    const origin = await harness.server(() => FOUND);
    const hosts = `server = "http://${origin.host.replace("127.0.0.1", "127.0.0.1.nip.test")}"\ncapabilities = ["pull"]\n[host."http://127.0.0.1:1"]`;
    const { outcome } = await check({ hosts, env: IN_POD }, "r.test");
    expect(outcome.result).to.equal("node_local");
  });

  it("gives no verdict where a file that a node may have cannot be read", async () => {
    const origin = await harness.server(() => ABSENT);
    const hosts = '[host."https://mirror.test"]\nca = "/etc/ssl/mirror.pem"';
    const { outcome } = await check({ hosts }, origin.host);
    expect(outcome.result).to.equal("node_file_unreadable");
    expect(outcome)
      .to.have.property("message")
      .that.matches(
        /404.*; mirror\.test was not asked: Cannot read .*root\/etc\/ssl\/mirror\.pem: no such file$/,
      );
  });

  it("says nothing of the image where nodes choose among client certificates by what the server asks for", async () => {
    for (const name of ["a", "b"]) {
      const { cert, key } = await makeClientCertificate([name]);
      await mkdir(join(folder, "root"), { recursive: true });
      await writeFile(join(folder, `root/${name}.pem`), `${cert}\n${key}`);
    }
    const [has, lacks] = [await harness.server(() => FOUND), await harness.server(() => ABSENT)];
    const hosts = '[host."https://mirror.test"]\nclient = ["/a.pem", "/b.pem", "/a.pem"]';
    expect((await check({ hosts }, has.host)).outcome).to.deep.equal({ result: "available" });
    const { outcome } = await check({ hosts }, lacks.host);
    expect(outcome.result).to.equal("node_file_unreadable");
    expect(outcome).to.have.property("message").that.includes("that the server asks for");
    const one = hosts.replace("/b.pem", "/a.pem");
    await rm(join(folder, "_default"), { recursive: true });
    expect((await check({ hosts: one }, lacks.host)).outcome.result, "asked").to.equal(
      "registry_unavailable",
    );
  });

  it("finds available what another endpoint has", async () => {
    const origin = await harness.server(() => FOUND);
    const hosts = '[host."https://mirror.test"]\nca = "/etc/ssl/mirror.pem"';
    expect((await check({ hosts }, origin.host)).outcome).to.deep.equal({ result: "available" });
  });

  it("says nothing of the image where hosts.toml itself cannot be read", async () => {
    await mkdir(join(folder, "r.test/hosts.toml"), { recursive: true });
    const { outcome, observed } = await check({}, "r.test");
    expect(outcome.result).to.equal("node_file_unreadable");
    expect(observed).to.deep.equal([]);
  });
});
