import { expect } from "chai";
import { formatPlatform, parsePlatform, platformOf } from "../../src/image/platform.ts";

describe("parsePlatform()", () => {
  for (const text of ["linux/amd64", "linux/arm/v7", "windows/amd64"]) {
    it(`reads ${text}, which formatPlatform() writes again`, () => {
      expect(formatPlatform(parsePlatform(text)!)).to.equal(text);
    });
  }

  for (const text of ["", "linux", "linux/", "/amd64", "linux/arm/v7/x", "linux/amd 64", "linux//v7"]) {
    it(`does not take "${text}"`, () => {
      expect(parsePlatform(text)).to.equal(undefined);
    });
  }

  it("gives one object for equal texts", () => {
    expect(parsePlatform("linux/arm64")).to.equal(platformOf("linux", "arm64", ""));
  });
});
