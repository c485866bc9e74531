import { expect } from "chai";
import { sameTexts } from "../../../src/collections/sameTexts.ts";
import { createInterner } from "../../../src/kubernetes/kinds/interner.ts";

describe("createInterner", () => {
  it("list() gives one and the same list for equal texts", () => {
    const interner = createInterner();
    expect(interner.list(["a", "b"])).to.equal(interner.list(["a", "b"]));
    expect(interner.list(["a", "b"])).to.not.equal(interner.list(["b", "a"]));
  });

  it("list() is not misled by texts that hold its separator", () => {
    const interner = createInterner();
    interner.list(["a\nb"]);
    expect(interner.list(["a", "b"])).to.deep.equal(["a", "b"]);
  });

  it("text() and list() give equal values however many there were", () => {
    const interner = createInterner(3);
    for (let i = 0; i < 100; i++) {
      expect(interner.text(`t${i % 7}`)).to.equal(`t${i % 7}`);
      expect(interner.list([`t${i % 7}`])).to.deep.equal([`t${i % 7}`]);
    }
  });

  it("list() remembers no more than it is allowed to", () => {
    const interner = createInterner(2);
    const first = interner.list(["a"]);
    interner.list(["b"]);
    interner.list(["c"]);
    expect(interner.list(["a"])).to.not.equal(first);
  });

  it("list() remembers no long list", () => {
    const interner = createInterner();
    const long = Array.from({ length: 5 }, () => "a".repeat(1_000));
    expect(interner.list([...long])).to.not.equal(interner.list([...long]));
  });

  it("sameTexts() compares order and length", () => {
    expect(sameTexts(["a", "b"], ["a", "b"])).to.equal(true);
    expect(sameTexts(["a", "b"], ["b", "a"])).to.equal(false);
    expect(sameTexts(["a"], ["a", "b"])).to.equal(false);
    expect(sameTexts([], [])).to.equal(true);
  });
});
