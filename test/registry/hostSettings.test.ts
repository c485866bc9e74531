import { expect } from "chai";
import { createHostSettings } from "../../src/registry/hostSettings.ts";
import type { RegistryHostOptions, RegistryOptions } from "../../src/registry/registryOptions.ts";
import { DEFAULT_OPTIONS } from "./harness.ts";

describe("HostSettingsLookup", () => {
  const lookup = (hosts: Record<string, RegistryHostOptions>, options: Partial<RegistryOptions> = {}) =>
    createHostSettings({ ...DEFAULT_OPTIONS, ...options, hosts });

  it("settingsOf() follows the global options where a host says nothing", () => {
    const { settingsOf } = lookup(
      { "registry.test": { timeout: 1_000 } },
      { concurrency: 3, allowPlainHttp: true },
    );
    expect(settingsOf("registry.test")).to.deep.equal({
      plainHttp: false,
      allowPlainHttp: true,
      insecureSkipVerify: false,
      caFile: undefined,
      concurrency: 3,
      requestsPerSecond: 50,
      timeout: 1_000,
    });
    expect(settingsOf("other.test").timeout).to.equal(15_000);
  });

  // Each key has its place in the list as concurrency, from 1.
  const rows: [string, string[], string, number][] = [
    ["an exact host before a glob", ["*.test", "registry.test"], "registry.test", 2],
    ["an exact host in any letter case", ["Registry.Test"], "REGISTRY.test", 1],
    ["no host on another port", ["registry.test:5000"], "registry.test", 16],
    ["an exact host and port", ["registry.test", "registry.test:5000"], "registry.test:5000", 2],
    ["a glob for one label", ["*.example.test"], "eu.example.test", 1],
    ["no glob for two labels", ["*.example.test"], "a.b.example.test", 16],
    ["no glob for the apex", ["*.example.test"], "example.test", 16],
    ["a glob within a label", ["registry-*.test"], "registry-eu.test", 1],
    ["several stars", ["*.dkr.ecr.*.amazonaws.com"], "123.dkr.ecr.eu-west-1.amazonaws.com", 1],
    ["the glob that spells out most", ["*.test", "reg*.test", "*.tes*"], "registry.test", 2],
    ["of equal globs the first by name", ["b*.test", "*b.test"], "bb.test", 2],
    ["no glob on another port", ["*.test"], "registry.test:5000", 16],
    ["a glob with the port", ["*.test:5000"], "registry.test:5000", 1],
    ["an IPv6 address", ["[::1]:5000"], "[::1]:5000", 1],
    ["a host for its name with the scheme's port", ["registry.test"], "registry.test:443", 1],
    ["a host with the scheme's port for its name", ["registry.test:443"], "Registry.test", 1],
    ["of two names the one that is written", ["registry.test:443", "registry.test"], "registry.test:443", 1],
    ["of two names the shorter for its own", ["registry.test:443", "registry.test"], "registry.test", 2],
    ["a glob for a name with the scheme's port", ["*.test"], "registry.test:443", 1],
    ["no host for another scheme's port", ["registry.test"], "registry.test:80", 16],
    ["Docker Hub for its other names", ["docker.io"], "registry-1.docker.io", 1],
    ["Docker Hub by another name", ["registry.hub.docker.com"], "docker.io", 1],
  ];
  for (const [name, keys, host, concurrency] of rows) {
    it(`settingsOf() takes ${name}`, () => {
      const { settingsOf, names } = lookup(
        Object.fromEntries(keys.map((key, index) => [key, { concurrency: index + 1 }])),
      );
      expect(settingsOf(host).concurrency).to.equal(concurrency);
      expect(names(host)).to.equal(concurrency !== 16);
    });
  }

  for (const [budget, names, options] of [
    ["reg.test", ["reg.test", "reg.test:443", "REG.test", "Reg.Test:443"], {}],
    ["reg.test", ["reg.test", "reg.test:80", "REG.test"], { plainHttp: true }],
    ["reg.test:80", ["reg.test:80"], {}],
    ["reg.test:443", ["reg.test:443"], { plainHttp: true }],
    ["plain.test", ["plain.test", "plain.test:80"], {}],
    ["tls.test", ["tls.test", "tls.test:443"], { plainHttp: true }],
    ["127.0.0.55", ["127.0.0.55", "127.0.0.55:80", "127.0.0.55:443", "0x7f.55", "2130706487:443"], {}],
    ["[::1]", ["[::1]", "[::1]:80", "[0:0:0::1]:443"], {}],
    ["reg.test:5000", ["reg.test:5000", "Reg.test:5000"], {}],
    [
      "docker.io",
      [
        "docker.io",
        "registry-1.docker.io",
        "index.docker.io:443",
        "registry.hub.docker.com",
        "docker.io:443",
      ],
      {},
    ],
    ["999.1.1.1", ["999.1.1.1"], {}],
    ["auth.test named by reg.test", ["auth.test named by reg.test"], {}],
  ] as const) {
    it(`budgetOf() has one name, ${budget}, for ${names.join(", ")}${"plainHttp" in options ? ", without TLS" : ""}`, () => {
      const { budgetOf } = lookup(
        { "plain.test": { plainHttp: true }, "*ls.test": { plainHttp: false } },
        options,
      );
      for (const name of [...names, budget]) {
        expect(budgetOf(name), name).to.equal(budget);
      }
    });
  }
});
