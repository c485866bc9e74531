import { expect } from "chai";
import { createHostSettings } from "../../src/registry/hostSettings.ts";
import { createRegistryHosts } from "../../src/registry/registryHost.ts";
import type { RegistryOptions } from "../../src/registry/registryOptions.ts";
import { makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { ALICE, createHarness, DEFAULT_OPTIONS, FOUND } from "./harness.ts";

describe("RegistryHost", () => {
  const { server, client } = createHarness();
  const local: NonNullable<Parameters<typeof client>[1]> = {
    resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
  };

  const rows: [string, Partial<RegistryOptions>, string, string[]][] = [
    ["HTTPS only by default", {}, "registry.test", ["https://registry.test"]],
    ["HTTP only with plainHttp", { plainHttp: true }, "registry.test", ["http://registry.test"]],
    [
      "HTTPS, then HTTP with allowPlainHttp",
      { allowPlainHttp: true },
      "registry.test:5000",
      ["https://registry.test:5000", "http://registry.test:5000"],
    ],
    [
      "HTTP only where the host says so, whatever allowPlainHttp says",
      { allowPlainHttp: true, hosts: { "registry.test": { plainHttp: true } } },
      "registry.test",
      ["http://registry.test"],
    ],
    [
      "HTTPS where the host says so",
      { plainHttp: true, hosts: { "registry.test": { plainHttp: false } } },
      "registry.test",
      ["https://registry.test"],
    ],
    ...["localhost:5000", "127.0.0.1:5000", "127.1:5000", "[::1]:5000", "registry.localhost:5000"].map(
      (host): [string, Partial<RegistryOptions>, string, string[]] => [
        `HTTPS, then HTTP for ${host}, as container runtimes ask the machine itself`,
        {},
        host,
        [`https://${host}`, `http://${host}`].map((url) => url.replace("127.1:", "127.0.0.1:")),
      ],
    ),
    ["HTTPS for localhost's namesakes", {}, "localhost.test:5000", ["https://localhost.test:5000"]],
  ];
  for (const [name, options, host, expected] of rows) {
    it(`origins() are ${name}`, () => {
      const settings = createHostSettings({ ...DEFAULT_OPTIONS, ...options });
      const found = createRegistryHosts({ settings, clock: fakeClock() }).find({ registry: host });
      expect(found?.origins().map(({ url }) => url)).to.deep.equal(expected);
    });
  }

  it("find() gives all names of a server one budget, by which ofBudget() finds them, and each its own", () => {
    const settings = createHostSettings(DEFAULT_OPTIONS);
    const hosts = createRegistryHosts({ settings, clock: fakeClock() });
    const names = ["Registry.test", "registry.test:443", "registry.test"];
    const found = names.map((registry) => hosts.find({ registry }));
    expect(found.map((host) => [host?.name, host?.budget])).to.deep.equal(
      names.map((name) => [name, "registry.test"]),
    );
    expect(hosts.ofBudget("registry.test")).to.have.members(found);
    expect(hosts.ofBudget("other.test").map(({ name }) => name)).to.deep.equal(["other.test"]);
  });

  it("a host of its own that has another's budget says nothing of that one where it cannot be reached", async () => {
    const subject = client(
      {},
      { resolve: (_, __, callback) => callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []) },
    );
    for (const name of ["registry.hub.docker.com", "docker.io", "registry-1.docker.io", "index.docker.io"]) {
      expect((await subject.image(name)).result).to.equal("registry_unavailable");
    }
    expect(subject.gate.settled.map(({ host, end }) => [host, end.kind])).to.deep.equal(
      Array(2).fill(["docker.io", "unreachable"]),
    );
  });

  it("ofBudget() finds the ways in which a server was lately spoken to, whatever its files said before", async () => {
    const clock = fakeClock();
    const hosts = createRegistryHosts({ settings: createHostSettings(DEFAULT_OPTIONS), clock });
    const ask = (id: string) =>
      hosts.find({ registry: "mirror.test", access: { id, headers: ["x-key", id] } });
    const versions: unknown[] = [];
    for (let hour = 0; hour < 24; hour++) {
      versions.push(ask(`token ${hour}`));
      await clock.advance(60 * 60_000);
    }
    const other = ask("of another registry");
    const last = ask("token 23");
    expect(last).to.equal(versions.at(-1));
    expect(hosts.ofBudget("mirror.test")).to.deep.equal([last, other]);
  });

  it("origins() with allowPlainHttp fall back to HTTP where the port speaks no TLS, and remember it", async () => {
    const registry = await server(() => FOUND);
    const subject = client({ allowPlainHttp: true }, local);
    const name = `registry.test:${registry.port}`;
    expect((await subject.image(name)).result).to.equal("available");
    expect(subject.observed).to.deep.equal([`${name} HEAD tls`, `${name} HEAD 200`]);
    expect(
      subject.gate.settled.map(({ end }) => end.kind),
      "one request, one end",
    ).to.deep.equal(["answered"]);
    expect((await subject.image(name)).result).to.equal("available");
    expect(subject.observed).to.have.length(3);
    await subject.clock.advance(10 * 60_000);
    expect((await subject.image(name)).result, "asked by HTTPS first once more").to.equal("available");
    expect(subject.observed.slice(3)).to.deep.equal([`${name} HEAD tls`, `${name} HEAD 200`]);
  });

  it("origins() with allowPlainHttp stay with HTTPS where it is spoken", async () => {
    const registry = await server(() => FOUND, { tls: await makeServerCertificate(["registry.test"]) });
    const subject = client({ allowPlainHttp: true, insecureSkipVerify: true }, local);
    const name = `registry.test:${registry.port}`;
    expect((await subject.image(name)).result).to.equal("available");
    expect(subject.observed).to.deep.equal([`${name} HEAD 200`]);
  });

  it("origins() with allowPlainHttp are asked in both ways again after a failure", async () => {
    const first = await server(() => FOUND);
    const subject = client({ allowPlainHttp: true, insecureSkipVerify: true }, local);
    const name = `registry.test:${first.port}`;
    expect((await subject.image(name)).result).to.equal("available");
    await first.close();
    expect((await subject.image(name)).result).to.equal("registry_unavailable");
    await server(() => FOUND, { tls: await makeServerCertificate(["registry.test"]), port: first.port });
    expect((await subject.image(name)).result, "TLS by now").to.equal("available");
  });

  it("origins() with allowPlainHttp do not send a request in the clear because of a false certificate", async () => {
    const registry = await server(() => FOUND, { tls: await makeServerCertificate(["registry.test"]) });
    const subject = client({ allowPlainHttp: true }, local);
    const name = `registry.test:${registry.port}`;
    const outcome = await subject.image(name, { credentials: [ALICE] });
    expect(outcome).to.have.property("message").that.includes("the certificate is refused");
    expect(subject.observed).to.deep.equal([`${name} HEAD certificate`]);
  });

  it("origins() without allowPlainHttp never fall back", async () => {
    const registry = await server(() => FOUND);
    const subject = client({}, local);
    const name = `registry.test:${registry.port}`;
    expect((await subject.image(name)).result).to.equal("registry_unavailable");
    expect(subject.observed).to.deep.equal([`${name} HEAD tls`]);
    expect(registry.requests).to.deep.equal([]);
  });

  it("find() knows a registry again", () => {
    const hosts = createRegistryHosts({ settings: createHostSettings(DEFAULT_OPTIONS), clock: fakeClock() });
    expect(hosts.find({ registry: "registry.test" })).to.equal(hosts.find({ registry: "registry.test" }));
    expect(hosts.find({ registry: "registry.test:x" })).to.equal(undefined);
  });
});
