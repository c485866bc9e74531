import { expect } from "chai";
import { renderSample } from "../../src/metrics/renderSample.ts";

describe("renderSample()", () => {
  it("writes no braces without labels", () => {
    expect(renderSample("m", [], 2)).to.equal("m 2\n");
  });

  it("writes labels in the given order, their values escaped", () => {
    expect(
      renderSample(
        "m",
        [
          ["b", 'x"y'],
          ["a", "1"],
        ],
        0.5,
      ),
    ).to.equal('m{b="x\\"y",a="1"} 0.5\n');
  });
});
