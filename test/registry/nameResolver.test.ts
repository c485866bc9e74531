import type { LookupAddress } from "node:dns";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createNameResolver, type NameResolver } from "../../src/registry/nameResolver.ts";
import { crio } from "../../src/registry/runtime/crio.ts";
import { OpenShiftNodes } from "../../src/registry/runtime/openshift/openShiftNodes.ts";
import { startNameServer } from "../support/nameServer.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { until } from "../support/until.ts";
import { createHarness, FOUND } from "./harness.ts";

describe("createNameResolver()", () => {
  if (process.platform !== "linux") {
    return;
  }
  const { server, client, onEnd } = createHarness();
  let folder = "";

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "names-"));
    onEnd(() => rm(folder, { recursive: true }));
  });

  async function fixture(answer: Parameters<typeof startNameServer>[0], prefersIpv6 = false) {
    const names = await startNameServer(answer);
    const resolver = createNameResolver({ folder, servers: [names.address], prefersIpv6: () => prefersIpv6 });
    onEnd(async () => await names[Symbol.asyncDispose]());
    onEnd(async () => resolver.close());
    return { names, resolver };
  }

  const ask = ({ resolve }: NameResolver, name: string, family = 0) =>
    new Promise<LookupAddress[] | string>((settle) =>
      resolve(name, { all: true, family }, (error, addresses) => settle(error?.code ?? addresses)),
    );

  it("finds what /etc/hosts has before it asks anybody, and what it has now", async () => {
    const { names, resolver } = await fixture(() => "unknown", true);
    await writeFile(join(folder, "hosts"), "10.0.0.1 Registry.test\nfd00::1 registry.test\n");
    expect(await ask(resolver, "registry.TEST")).to.deep.equal([
      { address: "fd00::1", family: 6 },
      { address: "10.0.0.1", family: 4 },
    ]);
    expect(await ask(resolver, "registry.test", 4)).to.deep.equal([{ address: "10.0.0.1", family: 4 }]);
    await writeFile(join(folder, "hosts"), "10.0.0.22 registry.test\n");
    expect(await ask(resolver, "registry.test")).to.deep.equal([{ address: "10.0.0.22", family: 4 }]);
    expect(await ask(resolver, "localhost", 4)).to.deep.equal([{ address: "127.0.0.1", family: 4 }]);
    expect(names.questions).to.deep.equal([]);
  });

  it("asks for names in the order of resolv.conf", async () => {
    await writeFile(join(folder, "resolv.conf"), "search ns.test test\noptions ndots:2\n");
    const { names, resolver } = await fixture((name, type) =>
      type === "AAAA" ? [] : name === "short.test" || name === "a.b.c" ? ["10.0.0.1"] : "unknown",
    );
    const found = [{ address: "10.0.0.1", family: 4 }];
    expect(await ask(resolver, "short", 4)).to.deep.equal(found);
    expect(await ask(resolver, "a.b.c", 4)).to.deep.equal(found);
    expect(await ask(resolver, "x.y.", 4)).to.equal("ENOTFOUND");
    expect(names.questions).to.deep.equal(["short.ns.test A", "short.test A", "a.b.c A", "x.y A"]);
  });

  it("finds what nodes find: no Service is a registry because of its namespace's name", async () => {
    const search = "search mine.svc.cluster.local svc.cluster.local cluster.local corp.test";
    await writeFile(join(folder, "resolv.conf"), `${search}\noptions ndots:5\n`);
    const { names, resolver } = await fixture((name) =>
      name.endsWith(".cluster.local") ? ["10.96.6.6"] : name === "hub.corp.test" ? ["10.0.0.1"] : "unknown",
    );
    expect(await ask(resolver, "ghcr.io", 4)).to.equal("ENOTFOUND");
    expect(await ask(resolver, "hub", 4)).to.deep.equal([{ address: "10.0.0.1", family: 4 }]);
    expect(await ask(resolver, "registry.infra.svc.cluster.local", 4)).to.deep.equal([
      { address: "10.96.6.6", family: 4 },
    ]);
    expect(names.questions.slice(0, 2)).to.deep.equal(["ghcr.io A", "ghcr.io.corp.test A"]);
  });

  it("has the cluster's own registry found by the cluster's name server, as nodes of OpenShift do", async () => {
    const own = "image-registry.openshift-image-registry.svc";
    const search = "search mine.svc.cluster.local svc.cluster.local cluster.local corp.test";
    await writeFile(join(folder, "resolv.conf"), `${search}\noptions ndots:5\n`);
    const { names } = await fixture((name, type) =>
      /\.svc\.cluster\.local$/.test(name) ? (type === "A" ? ["127.0.0.1"] : []) : "unknown",
    );
    const registry = await server(({ url }) => (url === "/v2/" ? {} : FOUND));
    const naming = { folder, servers: [names.address], prefersIpv6: () => false };
    const results = async (openShift: boolean) => {
      const options = { enabled: true, pullSecret: false, additionalTrustedCA: "" };
      const log = recordingLogger();
      const cluster = new OpenShiftNodes({ options, log, onChange() {}, onKeyring() {} });
      for (const { resource } of cluster.kinds) {
        cluster.settle(resource, "readable");
      }
      const subject = client(undefined, { runtime: crio, naming, ...(openShift && { cluster }) });
      const hosts = [own, own.toUpperCase(), "registry.mine.svc"].map((host) => `${host}:${registry.port}`);
      const outcomes = await Promise.all(hosts.map((host) => subject.image(host)));
      return outcomes.map(({ result }) => result);
    };
    const out = "registry_unavailable";
    expect(await results(true)).to.deep.equal(["available", "available", out]);
    expect(await results(false)).to.deep.equal([out, out, out]);
  });

  it("tells a name that is not there from one that nobody can tell of", async () => {
    const { resolver } = await fixture((name) =>
      name === "failed.test" ? "failed" : name === "refused.test" ? "refused" : "unknown",
    );
    expect(await ask(resolver, "nothing.test")).to.equal("ENOTFOUND");
    expect(await ask(resolver, "failed.test")).to.equal("EAI_AGAIN");
    expect(await ask(resolver, "refused.test")).to.equal("EAI_AGAIN");
  });

  it("takes what there is where one family fails", async () => {
    const { resolver } = await fixture((_, type) => (type === "A" ? ["10.0.0.1"] : "failed"));
    expect(await ask(resolver, "half.test")).to.deep.equal([{ address: "10.0.0.1", family: 4 }]);
  });

  it("ends what is being asked when it is closed", async () => {
    const { names, resolver } = await fixture(() => "silent");
    const asked = ask(resolver, "dead.test", 4);
    await until(() => names.questions.length > 0);
    resolver.close();
    expect(await asked).to.equal("EAI_AGAIN");
  });

  it("lets a hundred dead names delay no registry", async () => {
    const { names, resolver } = await fixture((name, type) =>
      name.startsWith("dead") ? "silent" : type === "A" ? ["127.0.0.1"] : [],
    );
    const registry = await server(() => ({ ...FOUND, headers: { ...FOUND.headers, connection: "close" } }));
    const subject = client(undefined, { resolve: resolver.resolve });
    const dead = Array.from({ length: 100 }, (_, index) =>
      subject.image(`dead${index}.test:${registry.port}`),
    );
    await until(() => new Set(names.questions).size >= 200);
    for (let index = 0; index < 25; index++) {
      expect((await subject.image(`good.test:${registry.port}`)).result).to.equal("available");
    }
    resolver.close();
    expect(new Set((await Promise.all(dead)).map(({ result }) => result))).to.deep.equal(
      new Set(["registry_unavailable"]),
    );
  });

  for (const gone of ["unknown", "refused", "failed"] as const) {
    it(`has a registry unavailable, its images never absent, while its name is ${gone}, and no longer`, async () => {
      let isThere = true;
      const { resolver } = await fixture((_name, type) =>
        isThere ? (type === "A" ? ["127.0.0.1"] : []) : gone,
      );
      const registry = await server(() => ({ ...FOUND, headers: { ...FOUND.headers, connection: "close" } }));
      const subject = client(undefined, { resolve: resolver.resolve });
      const image = `registry.test:${registry.port}`;
      expect((await subject.image(image)).result).to.equal("available");
      isThere = false;
      expect((await subject.image(image)).result).to.equal("registry_unavailable");
      isThere = true;
      expect((await subject.image(image)).result).to.equal("available");
    });
  }

  it("leaves names to getaddrinfo where they have other sources", async () => {
    await writeFile(join(folder, "nsswitch.conf"), "hosts: files resolve dns\n");
    const { names, resolver } = await fixture(() => ["10.0.0.1"]);
    expect(await ask(resolver, "localhost", 4)).to.deep.equal([{ address: "127.0.0.1", family: 4 }]);
    expect(names.questions).to.deep.equal([]);
  });
});
