import { expect } from "chai";
import { isSameSite, siteOf } from "../../src/registry/siteOf.ts";

describe("isSameSite()", () => {
  for (const [a, b, same] of [
    ["reg.example.com:5000", "auth.example.com", true],
    ["example.com", "Example.org", false],
    ["10.0.0.1:5000", "10.0.0.1:5001", true],
    ["10.0.0.1", "10.0.0.2", false],
    ["[fd00::1]:5000", "[fd00::2]:5000", false],
  ] as const) {
    it(`isSameSite() ${same ? "takes" : "does not take"} ${a} and ${b} for one`, () => {
      expect(isSameSite(a, b)).to.equal(same);
    });
  }
});

describe("siteOf()", () => {
  for (const [host, site] of [
    ["reg.example.com", "example.com"],
    ["a.b.Example.com.:5000", "example.com"],
    ["example.com", "example.com"],
    ["registry:5000", "registry"],
    ["10.0.0.1:5000", "an address"],
    ["[fd00::1]:5000", "an address"],
    ["[fd00::1]", "an address"],
  ] as const) {
    it(`siteOf() takes ${host} for ${site}`, () => {
      expect(siteOf(host)).to.equal(site);
    });
  }
});
