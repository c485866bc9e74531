import { expect } from "chai";
import { mirrorOrder } from "../../../../src/registry/runtime/openshift/mirrorOrder.ts";

describe("mirrorOrder()", () => {
  const order = (...lists: string[]) =>
    mirrorOrder(
      lists.map((list) => list.split("")),
      "s",
    ).join("");

  it("keeps the order of each list, and has each mirror once", () => {
    expect(order("ba")).to.equal("ba");
    expect(order("abc", "cde")).to.equal("abcde");
    expect(order("bc", "ab")).to.equal("abc");
    expect(order("ca", "db")).to.equal("cdab");
  });

  it("has the source where a list has it, but not at the end", () => {
    expect(order("as")).to.equal("a");
    expect(order("sa")).to.equal("sa");
    expect(order("as", "sb")).to.equal("asb");
  });

  it("takes lists that contradict each other", () => {
    expect(order("ab", "ba")).to.equal("ab");
    expect(order("ba", "ab", "cb")).to.equal("cab");
    expect(order("aa")).to.equal("a");
  });
});
