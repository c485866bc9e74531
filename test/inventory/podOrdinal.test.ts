import { expect } from "chai";
import { podOrdinal } from "../../src/inventory/podOrdinal.ts";

describe("podOrdinal()", () => {
  const TABLE: readonly (readonly [string, number | undefined])[] = [
    ["iae-0", 0],
    ["iae-exporter-12", 12],
    ["iae", undefined],
    ["iae-7d9f8b6c5-x2x4k", undefined],
    ["iae-01", undefined],
    ["", undefined],
  ];
  for (const [name, ordinal] of TABLE) {
    it(`is ${ordinal} for "${name}"`, () => {
      expect(podOrdinal(name)).to.equal(ordinal);
    });
  }
});
