import { expect } from "chai";
import type { CheckResult } from "../../src/image/outcome.ts";
import type { Target } from "../../src/inventory/targets.ts";
import { ImageChecks } from "../../src/schedule/imageChecks.ts";
import { usedBy } from "../support/usedBy.ts";

/** An image at a registry, which a namespace names. */
const target = (image: string, registry = "reg.io", ...namespaces: readonly string[]): Target => {
  const reference = { registry, repository: "app", tag: "1" };
  return { image, uses: usedBy(...namespaces), request: { reference, credentials: [], endpoints: [] } };
};
/** What was added already is so once. */
const record = (checks: ImageChecks, checked: Target, ...found: [CheckResult, number]) =>
  checks.record(checks.add(checked), ...found);
const told = (checks: ImageChecks) => checks.pictures().flatMap((picture) => [...picture]);

describe("ImageChecks", () => {
  it("tells the last check of each image that was checked, as long as a target has it", () => {
    const checks = new ImageChecks();
    const [a, otherA, b, c] = [target("a"), target("a"), target("b"), target("c")];
    const added = [a, otherA, b, c].map((each) => checks.add(each));
    record(checks, a, "available", 1);
    record(checks, b, "absent", 2);
    record(checks, otherA, "available", 3);
    checks.remove(b);
    checks.record(added[2]!, "available", 4);
    checks.remove(a);
    expect(told(checks)).to.deep.equal([["a", 3]]);
    expect(checks.size).to.equal(2);
    checks.remove(otherA);
    expect(checks.size).to.equal(1);
    expect(told(checks)).to.deep.equal([]);
  });

  it("counts the images of each registry by whether it answered when they were checked last", () => {
    const checks = new ImageChecks();
    const counted = () =>
      [...checks.registries()].map(({ registry, answered, unanswered }) => [registry, answered, unanswered]);
    const a1 = target("a/1", "a", "shop");
    const [a2, otherA2] = [target("a/2", "a", "shop"), target("a/2", "a", "shop")];
    const b1 = target("b/1", "b", "shop");
    for (const each of [a1, a2, otherA2, b1]) {
      checks.add(each);
    }
    expect(counted()).to.deep.equal([]);
    record(checks, a1, "registry_unavailable", 1);
    record(checks, a2, "rate_limited", 1);
    expect(counted()).to.deep.equal([["a", 0, 1]]);
    record(checks, a2, "absent", 2);
    record(checks, a2, "rate_limited", 3);
    record(checks, a1, "registry_unavailable", 3);
    record(checks, b1, "node_credentials_unknown", 3);
    expect(counted()).to.deep.equal([
      ["a", 1, 1],
      ["b", 1, 0],
    ]);
    record(checks, a1, "available", 4);
    record(checks, b1, "registry_unavailable", 4);
    checks.remove(a2);
    expect(counted()).to.deep.equal([
      ["a", 2, 0],
      ["b", 0, 1],
    ]);
    checks.remove(otherA2);
    checks.remove(b1);
    expect(counted()).to.deep.equal([["a", 1, 0]]);
  });

  it("weighs namespaces alike, but for the one of several that fares worst", () => {
    const checks = new ImageChecks();
    const ratios = () => [...checks.registries()].map(({ unansweredRatio }) => unansweredRatio);
    const check = (namespace: string, count: number, result: "available" | "registry_unavailable") => {
      for (let index = 0; index < count; index++) {
        record(checks, target(`${namespace}/${index}`, "reg.io", namespace), result, 1);
      }
    };
    check("evil", 600, "registry_unavailable");
    expect(ratios(), "its own registry").to.deep.equal([1]);
    check("good", 20, "available");
    expect(ratios(), "one of two").to.deep.equal([0]);
    check("good", 10, "registry_unavailable");
    expect(ratios()).to.deep.equal([0.5]);
    const fine = target("fine", "reg.io", "fine");
    record(checks, fine, "available", 1);
    expect(ratios()).to.deep.equal([0.25]);
    checks.remove(fine);
    expect(ratios()).to.deep.equal([0.5]);
  });

  it("has an image count for each namespace that names it when it is checked, with whatever credentials", () => {
    const checks = new ImageChecks();
    const counted = () => {
      const [registry] = checks.registries();
      return registry && [registry.answered, registry.unanswered, registry.unansweredRatio];
    };
    const shared = { ...target("shared"), uses: usedBy("evil", "good", "good") };
    checks.add(shared);
    record(checks, target("own", "reg.io", "evil"), "available", 1);
    record(checks, shared, "registry_unavailable", 1);
    expect(counted(), "evil 1 of 2, good 1 of 1").to.deep.equal([1, 1, 0.5]);
    shared.uses = usedBy("good");
    record(checks, shared, "registry_unavailable", 2);
    expect(counted(), "evil 0 of 1, good 1 of 1").to.deep.equal([1, 1, 0]);
    const other = target("shared", "reg.io", "third");
    checks.add(other);
    record(checks, shared, "registry_unavailable", 3);
    expect(counted(), "evil 0 of 1, good and third 1 of 1").to.deep.equal([1, 1, 0.5]);
    record(checks, shared, "available", 4);
    expect(counted()).to.deep.equal([2, 0, 0]);
    checks.remove(shared);
    checks.remove(other);
    expect(counted()).to.deep.equal([1, 0, 0]);
  });
});
