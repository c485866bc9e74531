import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { expect } from "chai";
import type { ResolveAll } from "../../src/registry/guardedLookup.ts";
import type { ScriptedAnswer } from "../support/scriptedServer.ts";
import { createHarness, FOUND, PLAIN, type TestClient } from "./harness.ts";

/** What must hold whatever a registry, or whoever names one in a workload, does. */
describe("RegistryClient", () => {
  const { server, client } = createHarness();
  const challenge = (realm: string): ScriptedAnswer => ({
    status: 401,
    headers: { "www-authenticate": `Bearer realm="${realm}",service="s"` },
  });
  const resolveTo =
    (addresses: Record<string, string[]>): ResolveAll =>
    (hostname, _, callback) =>
      callback(
        null,
        (addresses[hostname] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );

  describe("blocks link-local and metadata addresses", () => {
    const refused = async (subject: TestClient, registry: string, message: string) => {
      const outcome = await subject.image(registry);
      expect(outcome.result).to.equal("registry_unavailable");
      expect(outcome).to.have.property("message").that.includes(message);
      expect(outcome)
        .to.have.property("message")
        .that.includes("config.registries.allowedNetworks can allow it");
      expect(subject.gate.settled, "no failure of the network").to.deep.equal([]);
      expect(subject.observed.at(-1)).to.equal(`${registry} HEAD address_refused`);
    };

    for (const [registry, address, kind] of [
      ["169.254.169.254", "169.254.169.254", "a cloud metadata address"],
      ["169.254.169.254:8080", "169.254.169.254", "a cloud metadata address"],
      ["169.254.7.7:5000", "169.254.7.7", "link-local"],
      ["[fe80::1]:5000", "fe80::1", "link-local"],
      ["[fd00:ec2::254]", "fd00:ec2::254", "a cloud metadata address"],
      ["[::ffff:169.254.169.254]", "::ffff:a9fe:a9fe", "a cloud metadata address"],
      ["[64:ff9b::a9fe:a9fe]", "64:ff9b::a9fe:a9fe", "a cloud metadata address"],
      ["2852039166", "169.254.169.254", "a cloud metadata address"],
      ["0xa9fea9fe", "169.254.169.254", "a cloud metadata address"],
      ["0251.0376.0251.0376", "169.254.169.254", "a cloud metadata address"],
      ["169.254.43518", "169.254.169.254", "a cloud metadata address"],
      ["100.100.100.200", "100.100.100.200", "a cloud metadata address"],
      ["168.63.129.16", "168.63.129.16", "a cloud metadata address"],
      ["0.0.0.0:5000", "0.0.0.0", "unspecified"],
      ["224.0.0.1", "224.0.0.1", "multicast"],
    ] as const) {
      it(`for a registry written as ${registry}`, async () => {
        await refused(client(), registry, `address ${address} is refused: it is ${kind}`);
      });
    }

    it("for a registry after name resolution", async () => {
      const resolve = resolveTo({ "innocent.test": ["169.254.169.254", "fe80::1"] });
      const subject = client(PLAIN, { resolve });
      await refused(subject, "innocent.test", "address 169.254.169.254 of host innocent.test is refused");
    });

    it("for one address of several, using the others", async () => {
      const registry = await server(() => FOUND);
      const resolve = resolveTo({ "mixed.test": ["169.254.169.254", "127.0.0.1"] });
      expect((await client(PLAIN, { resolve }).image(`mixed.test:${registry.port}`)).result).to.equal(
        "available",
      );
    });

    it("for each connection anew, so that a name cannot change its mind", async () => {
      const registry = await server(() => ({ ...FOUND, headers: { ...FOUND.headers, connection: "close" } }));
      let address = "127.0.0.1";
      const subject = client(PLAIN, {
        resolve: (_, __, callback) => callback(null, [{ address, family: 4 }]),
      });
      expect((await subject.image(`rebind.test:${registry.port}`)).result).to.equal("available");
      address = "169.254.169.254";
      expect((await subject.image(`rebind.test:${registry.port}`)).result).to.equal("registry_unavailable");
      expect(subject.observed.at(-1)).to.match(/address_refused$/);
    });

    it("for token realms", async () => {
      const registry = await server(() => challenge("http://169.254.169.254/latest/meta-data"));
      const outcome = await client().image(registry.host);
      expect(outcome).to.deep.equal({
        result: "registry_unavailable",
        message:
          "http://169.254.169.254/latest/meta-data: address 169.254.169.254 is refused: it is a cloud metadata address; config.registries.allowedNetworks can allow it",
      });
    });

    it("for redirects", async () => {
      const registry = await server(() => ({
        status: 302,
        headers: { location: "http://[::ffff:a9fe:a9fe]/latest/meta-data?x=1" },
      }));
      const outcome = await client().image(registry.host);
      expect(outcome.result).to.equal("registry_unavailable");
      expect(outcome).to.have.property("message").that.includes("is refused: it is a cloud metadata address");
    });

    it("but lets pass what config.registries.allowedNetworks names", async () => {
      const resolve: ResolveAll = (_, __, callback) =>
        callback(null, [{ address: "169.254.20.10", family: 4 }]);
      const subject = client({ ...PLAIN, timeout: 1, allowedNetworks: ["169.254.20.0/24"] }, { resolve });
      const outcome = subject.image("node-local.test:9");
      await subject.clock.advance(1);
      await outcome;
      expect(subject.observed[0]).not.to.include("address_refused");
    });

    it("and the exporter's own machine for realms and redirects of registries elsewhere", async () => {
      const own = await server(() => FOUND);
      const registry = await server(() => challenge(`${own.url}/token`));
      const resolve = resolveTo({ "far.test": ["127.0.0.1"], "sneaky.test": ["127.0.0.1"] });
      const subject = client(PLAIN, { resolve });
      const far = `far.test:${registry.port}`;
      for (const target of [own.url, `http://sneaky.test:${own.port}`]) {
        registry.script = () => challenge(`${target}/token`);
        expect(await subject.image(far))
          .to.have.property("message")
          .that.includes("it is the exporter's own machine");
        registry.script = () => ({ status: 302, headers: { location: target } });
        expect(await subject.image(far))
          .to.have.property("message")
          .that.includes("it is the exporter's own machine");
      }
      expect(own.requests).to.deep.equal([]);

      const sneaky = `sneaky.test:${own.port}`;
      expect((await subject.image(sneaky)).result, "asked for its own image").to.equal("available");
      registry.script = () => challenge(`http://${sneaky}/token`);
      expect((await subject.image(far)).result, "over the connection made for that").to.equal(
        "registry_unavailable",
      );
      expect(own.requests).to.have.length(1);
    });
  });

  it("makes 32 connections at most for a name, whatever its name server says it leads to", async () => {
    const attempts: string[] = [];
    const count = (message: unknown) =>
      (message as { socket: Socket }).socket.on("connectionAttempt", (address) => attempts.push(address));
    subscribe("net.client.socket", count);
    const many = Array.from({ length: 3_900 }, (_, index) => `127.9.${index >> 8}.${index & 255}`);
    const resolve = resolveTo({ "many.test": many, "two.test": ["127.9.0.2", "127.9.0.1"] });
    const subject = client(PLAIN, { resolve });
    expect((await subject.image("two.test:9")).result).to.equal("registry_unavailable");
    expect(attempts.splice(0)).to.deep.equal(["127.9.0.2", "127.9.0.1"]);
    expect((await subject.image("many.test:9")).result).to.equal("registry_unavailable");
    unsubscribe("net.client.socket", count);
    expect(attempts).to.have.length(32);
  });
});
