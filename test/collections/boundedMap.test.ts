import { expect } from "chai";
import { BoundedMap } from "../../src/collections/boundedMap.ts";

describe("BoundedMap", () => {
  it("set() forgets the oldest past the limit; an entry set again counts as new", () => {
    const map = new BoundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    map.set("a", 3);
    map.set("c", 4);
    expect(["a", "b", "c"].map((key) => map.get(key))).to.deep.equal([3, undefined, 4]);
    expect(map.size).to.equal(2);
  });

  it("delete() makes room", () => {
    const map = new BoundedMap<string, number>(1);
    map.set("a", 1);
    map.delete("a");
    expect(map.get("a")).to.equal(undefined);
    expect(map.size).to.equal(0);
  });

  it("set() forgets as many of the oldest as weigh too much, and what is too heavy itself", () => {
    const map = new BoundedMap<string, string>(5, ({ length }) => length);
    map.set("a", "aa");
    map.set("b", "b");
    map.set("a", "a");
    map.set("c", "ccc");
    expect([...map.entries()]).to.deep.equal([
      ["b", "b"],
      ["a", "a"],
      ["c", "ccc"],
    ]);
    map.set("d", "dddd");
    expect([...map.values()]).to.deep.equal(["dddd"]);
    map.set("e", "eeeeee");
    expect(map.size).to.equal(0);
  });
});
