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

  it("gives the place of what never answered to what does, and the place of nobody who ever did", () => {
    const dropped: string[] = [];
    const label = boundedLabel(2, (value) => dropped.push(value));
    expect(label.admit("dead")).to.equal("dead");
    expect(label.admit("late")).to.equal("late");
    expect(label.admit("real")).to.equal("other");
    expect(label.admit("late", { hasAnswered: true })).to.equal("late");
    expect(label.admit("real", { hasAnswered: true })).to.equal("real");
    expect(dropped).to.deep.equal(["dead"]);
    for (const options of [undefined, { hasAnswered: true }]) {
      expect(label.admit("more", options)).to.equal("other");
    }
    expect(["late", "real", "dead"].map((value) => label.admit(value))).to.deep.equal([
      "late",
      "real",
      "other",
    ]);
    expect(dropped).to.deep.equal(["dead"]);
  });
});
