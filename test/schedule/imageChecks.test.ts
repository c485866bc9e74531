import { expect } from "chai";
import { ImageChecks } from "../../src/schedule/imageChecks.ts";

describe("ImageChecks", () => {
  it("tells the last check of each image that was checked, as long as a target has it", () => {
    const checks = new ImageChecks();
    for (const image of ["a", "a", "b", "c"]) {
      checks.add(image);
    }
    checks.record("a", 1);
    checks.record("b", 2);
    checks.record("a", 3);
    checks.record("unknown", 4);
    checks.remove("b");
    checks.remove("a");
    expect([...checks]).to.deep.equal([["a", 3]]);
    expect(checks.size).to.equal(2);
    checks.remove("a");
    expect(checks.size).to.equal(1);
    expect([...checks]).to.deep.equal([]);
  });

  it("tells no image twice that goes and comes back while it is being told", () => {
    const checks = new ImageChecks();
    for (const image of ["a", "b"]) {
      checks.add(image);
      checks.record(image, 1);
    }
    const told: string[] = [];
    for (const [image] of checks) {
      told.push(image);
      checks.remove(image);
      checks.add(image);
      checks.record(image, 2);
    }
    expect(told).to.deep.equal(["a", "b"]);
    expect([...checks]).to.have.length(2);
  });
});
