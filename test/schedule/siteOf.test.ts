import { expect } from "chai";
import { siteOf } from "../../src/schedule/siteOf.ts";

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
