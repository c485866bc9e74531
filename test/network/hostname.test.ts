import { expect } from "chai";
import { bareHostname, isLoopbackName } from "../../src/network/hostname.ts";

describe("isLoopbackName()", () => {
  for (const [hostname, expected] of [
    ["localhost", true],
    ["registry.localhost", true],
    ["127.0.0.1", true],
    ["127.1.2.3", true],
    ["::1", true],
    ["127.example.test", false],
    ["localhost.test", false],
    ["10.0.0.1", false],
    ["::2", false],
  ] as const) {
    it(`is ${expected} for ${hostname}`, () => {
      expect(isLoopbackName(hostname)).to.equal(expected);
    });
  }
});

describe("bareHostname()", () => {
  it("takes off brackets and the root label's dot", () => {
    expect(bareHostname(new URL("http://[::1]:5000"))).to.equal("::1");
    expect(bareHostname(new URL("http://registry.test.:5000"))).to.equal("registry.test");
  });
});
