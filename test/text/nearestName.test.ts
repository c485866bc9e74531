import { expect } from "chai";
import { nearestName } from "../../src/text/nearestName.ts";

describe("nearestName", () => {
  const NAMES = ["bindAddress", "shutdownDelay", "level", "zeros"];
  const CASES: readonly (readonly [string, string | undefined])[] = [
    ["bindAdress", "bindAddress"],
    ["bindaddress", "bindAddress"],
    ["bind-address", "bindAddress"],
    ["levle", "level"],
    ["zero", "zeros"],
    ["label", "level"],
    ["names", undefined],
    ["colour", undefined],
    ["", undefined],
  ];
  for (const [given, nearest] of CASES) {
    it(`nearestName() finds ${nearest} for ${JSON.stringify(given)}`, () => {
      expect(nearestName(given, NAMES)).to.equal(nearest);
    });
  }

  it("nearestName() finds nothing among no names", () => {
    expect(nearestName("a", [])).to.equal(undefined);
  });
});
