import { expect } from "chai";
import { formatAge, parseExpiry, parseTimeToLive } from "../../src/leftovers/timeToLive.ts";

describe("parseTimeToLive", () => {
  it("parseTimeToLive() reads kube-janitor's own examples, and forever", () => {
    const given = ["120s", "5m", "8h", "7d", "2w", "forever", "FOREVER", "0s"];
    expect(given.map(parseTimeToLive)).to.deep.equal([
      120_000,
      300_000,
      28_800_000,
      604_800_000,
      1_209_600_000,
      ...Array(3).fill(Number.POSITIVE_INFINITY),
    ]);
  });
  it("parseTimeToLive() reads nothing else", () => {
    for (const text of ["", "1", "m", "1h30m", "1.5h", "-1s", " 1s", "1y", "1S", "1constructor"]) {
      expect(parseTimeToLive(text), text).to.equal(undefined);
    }
  });
});

describe("parseExpiry", () => {
  it("parseExpiry() reads kube-janitor's three forms, in UTC", () => {
    const given = ["2019-02-28T20:40:00Z", "2019-02-28T20:40", "2019-02-28", "2019-2-8"];
    expect(given.map((text) => new Date(parseExpiry(text)!).toISOString())).to.deep.equal([
      "2019-02-28T20:40:00.000Z",
      "2019-02-28T20:40:00.000Z",
      "2019-02-28T00:00:00.000Z",
      "2019-02-08T00:00:00.000Z",
    ]);
  });
  it("parseExpiry() takes no day that is none, and no other form", () => {
    for (const text of [
      "",
      "2019-02-30",
      "2019-13-01",
      "2019-02-28T24:00",
      "2019-02-28T20:60",
      "2019-02-28T20:40:00",
      "2019-02-28 20:40",
      "28.2.2019",
      "2019-02-28T20:40:00+01:00",
    ]) {
      expect(parseExpiry(text), text).to.equal(undefined);
    }
  });
});

describe("formatAge", () => {
  it("formatAge() takes the largest unit that fits", () => {
    const ages = [-5, 0, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000, 40 * 86_400_000];
    expect(ages.map(formatAge)).to.deep.equal(["0s", "0s", "59s", "1m", "59m", "1h", "1d", "40d"]);
  });
});
