import { expect } from "chai";
import { formatBound, formatNumber } from "../../src/metrics/formatNumber.ts";

describe("formatNumber()", () => {
  for (const [value, expected] of [
    [0, "0"],
    [-0, "0"],
    [1, "1"],
    [0.25, "0.25"],
    [1_767_225_600.123, "1767225600.123"],
    [1e21, "1e+21"],
    [5e-7, "5e-7"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "+Inf"],
    [Number.NEGATIVE_INFINITY, "-Inf"],
  ] as const) {
    it(`formatNumber() writes ${Object.is(value, -0) ? "-0" : value} as ${expected}`, () => {
      expect(formatNumber(value)).to.equal(expected);
    });
  }
});

describe("formatBound()", () => {
  for (const [bound, text, openMetrics] of [
    [1, "1", "1.0"],
    [0.5, "0.5", "0.5"],
    [30, "30", "30.0"],
    [Number.POSITIVE_INFINITY, "+Inf", "+Inf"],
  ] as const) {
    it(`formatBound() writes ${bound} as ${text}, in OpenMetrics as ${openMetrics}`, () => {
      expect(formatBound(bound, { openMetrics: false })).to.equal(text);
      expect(formatBound(bound, { openMetrics: true })).to.equal(openMetrics);
    });
  }
});
