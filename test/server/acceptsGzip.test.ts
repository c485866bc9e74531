import { expect } from "chai";
import { acceptsGzip } from "../../src/server/acceptsGzip.ts";

describe("acceptsGzip()", () => {
  for (const [header, expected] of [
    ["gzip", true],
    ["x-gzip", true],
    ["deflate, GZIP;q=0.5", true],
    ["*", true],
    ["*;q=0.1, gzip;q=0", false],
    ["gzip;q=0, *", false],
    ["gzip; q=0.0", false],
    ["identity", false],
    ["gzipped", false],
    ["", false],
    [undefined, false],
  ] as const) {
    it(`acceptsGzip() says ${expected} to ${JSON.stringify(header)}`, () => {
      expect(acceptsGzip(header)).to.equal(expected);
    });
  }
});
