import { expect } from "chai";
import fc from "fast-check";
import { formatDuration, parseDuration } from "../../src/config/duration.ts";

describe("duration", () => {
  const CASES: readonly (readonly [string, number | undefined])[] = [
    ["15s", 15_000],
    ["1m30s", 90_000],
    ["1.5h", 5_400_000],
    ["500ms", 500],
    ["0s", 0],
    ["1h1m1s1ms", 3_661_001],
    ["0.5ms", 1],
    ["", undefined],
    ["15", undefined],
    ["s", undefined],
    ["-1s", undefined],
    ["1 s", undefined],
    ["1d", undefined],
    ["1.s", undefined],
  ];
  for (const [text, ms] of CASES) {
    it(`parseDuration() reads ${JSON.stringify(text)} as ${ms}`, () => {
      expect(parseDuration(text)).to.equal(ms);
    });
  }

  it("formatDuration() writes what parseDuration() reads back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).to.equal(ms);
      }),
    );
    expect(formatDuration(90_500)).to.equal("1m30s500ms");
    expect(formatDuration(0)).to.equal("0s");
  });
});
