import { expect } from "chai";
import { boundedCode } from "../../src/metrics/boundedCode.ts";

describe("boundedCode()", () => {
  for (const [code, expected] of [
    [200, "200"],
    ["404", "404"],
    [429, "429"],
    [299, "2xx"],
    [599, "5xx"],
    [600, "other"],
    [0, "other"],
    ["connect", "connect"],
    ["address_refused", "address_refused"],
    ["", "other"],
    ["something went wrong", "other"],
    ["toString", "other"],
    ["x".repeat(64), "other"],
    ["ECONNREFUSED", "other"],
  ] as const) {
    it(`boundedCode() counts ${JSON.stringify(code)} as ${expected}`, () => {
      expect(boundedCode(code)).to.equal(expected);
    });
  }
});
