import { expect } from "chai";
import { parseGoDuration } from "../../src/time/goDuration.ts";

describe("parseGoDuration", () => {
  for (const [text, ms] of [
    ["6h0m0s", 21_600_000],
    ["1h30m", 5_400_000],
    ["0", 0],
    ["+0", 0],
    ["0s", 0],
    ["1.5s", 1_500],
    [".5s", 500],
    ["1.s", 1_000],
    ["-2m", -120_000],
    ["1000000ns", 1],
    ["1000µs", 1],
    ["1000μs", 1],
    ["1000us", 1],
    ["30s1h", 3_630_000],
    ["2562047h", 9_223_369_200_000],
  ] as const) {
    it(`parseGoDuration() takes ${text}`, () => {
      expect(parseGoDuration(text)).to.equal(ms);
    });
  }

  for (const text of [
    "",
    "1",
    "h",
    "1d",
    "-",
    "+",
    "1 h",
    " 1h",
    "1h ",
    "1e3s",
    ".s",
    "1h-1m",
    "2562048h",
    "1h\n",
  ]) {
    it(`parseGoDuration() refuses ${JSON.stringify(text)}`, () => {
      expect(parseGoDuration(text)).to.equal(undefined);
    });
  }
});
