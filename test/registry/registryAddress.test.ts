import { expect } from "chai";
import { readRegistryAddress } from "../../src/registry/registryAddress.ts";

describe("readRegistryAddress()", () => {
  const rows: [string, string, string, string][] = [
    ["registry.test", "registry.test", "https://registry.test", "http://registry.test"],
    ["Registry.Test:5000", "registry.test", "https://registry.test:5000", "http://registry.test:5000"],
    ["registry.test:443", "registry.test", "https://registry.test", "http://registry.test:443"],
    ["registry.test:80", "registry.test", "https://registry.test:80", "http://registry.test"],
    ["registry.test.", "registry.test", "https://registry.test.", "http://registry.test."],
    ["docker.io", "registry-1.docker.io", "https://registry-1.docker.io", "http://registry-1.docker.io"],
    ["[::1]:5000", "::1", "https://[::1]:5000", "http://[::1]:5000"],
    ["[FD00:0:0::1]", "fd00::1", "https://[fd00::1]", "http://[fd00::1]"],
    ["0x7f.1", "127.0.0.1", "https://127.0.0.1", "http://127.0.0.1"],
  ];
  for (const [registry, hostname, https, http] of rows) {
    it(`reads ${registry}`, () => {
      expect(readRegistryAddress(registry)).to.deep.equal({ registry, hostname, https, http });
    });
  }

  for (const registry of [
    "",
    "a b",
    "a/b",
    "a@b",
    "a?b",
    "a#b",
    "a\\b",
    "999.1.1.1",
    "1.2.3.4.5",
    "[::g]",
    "a:70000",
    "a:0",
    "a:x",
  ]) {
    it(`refuses "${registry}"`, () => {
      expect(readRegistryAddress(registry)).to.equal(undefined);
    });
  }
});
