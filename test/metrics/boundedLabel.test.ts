import { expect } from "chai";
import { boundedLabel } from "../../src/metrics/boundedLabel.ts";

describe("boundedLabel()", () => {
  it("admits as many values as there is room for, and counts the rest as other", () => {
    const label = boundedLabel(2);
    expect(["a", "b", "c", "a", "d"].map((value) => label.admit(value))).to.deep.equal([
      "a",
      "b",
      "other",
      "a",
      "other",
    ]);
  });

  it("gives the place of a forgotten value to the next", () => {
    const label = boundedLabel(1);
    label.admit("a");
    label.forget("a");
    expect(label.admit("b")).to.equal("b");
    expect(label.admit("a")).to.equal("other");
  });

  it("gives no place to a value that reads other", () => {
    const label = boundedLabel(1);
    expect(label.admit("other")).to.equal("other");
    expect(label.admit("a")).to.equal("a");
  });
});
