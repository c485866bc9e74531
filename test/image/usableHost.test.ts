import { expect } from "chai";
import { isLoopback, unusableHost } from "../../src/image/usableHost.ts";

describe("unusableHost()", () => {
  for (const registry of [
    "docker.io",
    "reg:5000",
    "[::1]:5000",
    "[2001:db8::1]",
    "localhost:65535",
    "a.b-c.d",
  ]) {
    it(`lets ${registry} pass`, () => {
      expect(unusableHost(registry)).to.equal(undefined);
    });
  }

  const UNUSABLE: readonly (readonly [string, string])[] = [
    ["reg:0", 'registry "reg:0" has no usable port: expected 1 to 65535'],
    ["localhost:000", 'registry "localhost:000" has no usable port: expected 1 to 65535'],
    ["reg:65536", 'registry "reg:65536" has no usable port: expected 1 to 65535'],
    ["[:::]", 'registry "[:::]" is not an IPv6 address'],
    [`${"a".repeat(64)}.io`, `registry "${"a".repeat(64)}.io" is longer than a host name may be`],
  ];
  for (const [registry, problem] of UNUSABLE) {
    it(`refuses ${registry.slice(0, 20)}`, () => {
      expect(unusableHost(registry)).to.equal(problem);
    });
  }
});

describe("isLoopback()", () => {
  it("knows the names of the machine itself, and no others", () => {
    const all = ["localhost", "LOCALHOST:5000", "127.0.0.1:5000", "127.1.2.3", "[::1]:80", "x.localhost:1"];
    expect(all.filter(isLoopback)).to.deep.equal(all);
    expect(
      ["128.0.0.1", "localhost.corp", "127.evil.com", "reg:5000", "[::2]"].filter(isLoopback),
    ).to.deep.equal([]);
  });
});
