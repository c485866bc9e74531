import { expect } from "chai";
import { SetsByKey } from "../../src/collections/setsByKey.ts";

describe("SetsByKey", () => {
  it("keeps each thing once, by any number of keys", () => {
    const sets = new SetsByKey<string, number>();
    expect([...sets.get("a")]).to.deep.equal([]);
    expect(sets.isEmpty).to.equal(true);
    sets.add("a", 1);
    sets.add("a", 2);
    sets.add("a", 1);
    sets.add("b", 1);
    expect([...sets.get("a")]).to.deep.equal([1, 2]);
    expect([...sets.keys()]).to.deep.equal(["a", "b"]);
  });

  it("delete() tells when the last thing of a key is gone, once", () => {
    const sets = new SetsByKey<string, number>();
    sets.add("a", 1);
    sets.add("a", 2);
    expect([sets.delete("a", 3), sets.delete("b", 1), sets.delete("a", 1)]).to.deep.equal([
      false,
      false,
      false,
    ]);
    expect(sets.delete("a", 2)).to.equal(true);
    expect(sets.delete("a", 2)).to.equal(false);
    expect([[...sets.keys()], sets.isEmpty]).to.deep.equal([[], true]);
  });
});
