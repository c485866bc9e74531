import { expect } from "chai";
import { ImageChecks } from "../../src/schedule/imageChecks.ts";

const told = (checks: ImageChecks) => checks.pictures().flatMap((picture) => [...picture]);

describe("ImageChecks", () => {
  it("tells the last check of each image that was checked, as long as a target has it", () => {
    const checks = new ImageChecks();
    for (const image of ["a", "a", "b", "c"]) {
      checks.add(image);
    }
    checks.record("a", "available", 1);
    checks.record("b", "absent", 2);
    checks.record("a", "available", 3);
    checks.record("unknown", "available", 4);
    checks.remove("b");
    checks.remove("a");
    expect(told(checks)).to.deep.equal([["a", 3]]);
    expect(checks.size).to.equal(2);
    checks.remove("a");
    expect(checks.size).to.equal(1);
    expect(told(checks)).to.deep.equal([]);
  });
});
