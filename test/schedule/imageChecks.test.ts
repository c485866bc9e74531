import { expect } from "chai";
import { ImageChecks } from "../../src/schedule/imageChecks.ts";

const told = (checks: ImageChecks) => checks.pictures().flatMap((picture) => [...picture]);

describe("ImageChecks", () => {
  it("tells the last check of each image that was checked, as long as a target has it", () => {
    const checks = new ImageChecks();
    for (const image of ["a", "a", "b", "c"]) {
      checks.add(image, "reg.io", "shop");
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

  it("counts the images of each registry by whether it answered when they were checked last", () => {
    const checks = new ImageChecks();
    const counted = () =>
      [...checks.registries()].map(({ registry, answered, unanswered }) => [registry, answered, unanswered]);
    checks.add("a/1", "a", "shop");
    checks.add("a/2", "a", "shop");
    checks.add("a/2", "a", "shop");
    checks.add("b/1", "b", "shop");
    expect(counted()).to.deep.equal([]);
    checks.record("a/1", "registry_unavailable", 1);
    checks.record("a/2", "rate_limited", 1);
    expect(counted()).to.deep.equal([["a", 0, 1]]);
    checks.record("a/2", "absent", 2);
    checks.record("a/2", "rate_limited", 3);
    checks.record("a/1", "registry_unavailable", 3);
    checks.record("b/1", "node_credentials_unknown", 3);
    expect(counted()).to.deep.equal([
      ["a", 1, 1],
      ["b", 1, 0],
    ]);
    checks.record("a/1", "available", 4);
    checks.record("b/1", "registry_unavailable", 4);
    checks.remove("a/2");
    expect(counted()).to.deep.equal([
      ["a", 2, 0],
      ["b", 0, 1],
    ]);
    checks.remove("a/2");
    checks.remove("b/1");
    expect(counted()).to.deep.equal([["a", 1, 0]]);
  });

  it("weighs namespaces alike, but for the one of several that fares worst", () => {
    const checks = new ImageChecks();
    const ratios = () => [...checks.registries()].map(({ unansweredRatio }) => unansweredRatio);
    const check = (namespace: string, count: number, result: "available" | "registry_unavailable") => {
      for (let index = 0; index < count; index++) {
        checks.add(`${namespace}/${index}`, "reg.io", namespace);
        checks.record(`${namespace}/${index}`, result, 1);
      }
    };
    check("evil", 600, "registry_unavailable");
    expect(ratios(), "its own registry").to.deep.equal([1]);
    check("good", 20, "available");
    expect(ratios(), "one of two").to.deep.equal([0]);
    check("good", 10, "registry_unavailable");
    expect(ratios()).to.deep.equal([0.5]);
    check("fine", 1, "available");
    expect(ratios()).to.deep.equal([0.25]);
    checks.remove("fine/0");
    expect(ratios()).to.deep.equal([0.5]);
  });
});
