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
});
