import { expect } from "chai";
import { backOffMs } from "../../src/time/backOff.ts";

describe("backOffMs", () => {
  it("backOffMs() doubles up to the cap", () => {
    const options = { baseMs: 1000, capMs: 30_000, random: () => 1 - Number.EPSILON };
    const waits = [0, 1, 2, 3, 4, 5, 6, 1000].map((failures) => Math.round(backOffMs(failures, options)));
    expect(waits).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("backOffMs() lies between half and the whole of that", () => {
    expect(backOffMs(2, { baseMs: 1000, capMs: 30_000, random: () => 0 })).to.equal(2000);
    expect(backOffMs(2, { baseMs: 1000, capMs: 30_000, random: () => 0.5 })).to.equal(3000);
  });
});
