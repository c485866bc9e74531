import { expect } from "chai";
import { parseReference } from "../../src/image/reference.ts";
import { boundedText } from "../../src/text/boundedText.ts";

describe("boundedText()", () => {
  it("leaves alone what may be a name, the longest reference included", () => {
    const longest = `${"a".repeat(253)}:65535/${"b".repeat(255)}:${"c".repeat(128)}@sha512:${"d".repeat(128)}`;
    expect(boundedText(longest)).to.equal(longest);
    expect(boundedText("")).to.equal("");
  });

  it("cuts what is longer, with a mark and a hash that tells it from its like", () => {
    const long = "x".repeat(250_000);
    expect(boundedText(long)).to.match(/^x{200}…\(250000 characters, sha256:[0-9a-f]{16}\)$/);
    expect(boundedText(`${long}1`)).to.not.equal(boundedText(`${long}2`));
    expect(boundedText(long)).to.equal(boundedText(long));
  });

  it("never makes a reference of what was cut", () => {
    expect(parseReference(boundedText(`reg.io/a:1${" ".repeat(5_000)}`)).ok).to.equal(false);
    expect(parseReference(boundedText("a".repeat(5_000))).ok).to.equal(false);
  });
});
