import { expect } from "chai";
import { getOrMake } from "../../src/collections/getOrMake.ts";

describe("getOrMake()", () => {
  it("makes what is not there, once", () => {
    const map = new Map([["known", 1]]);
    const make = (key: string) => key.length;
    expect([getOrMake(map, "known", make), getOrMake(map, "new", make)]).to.deep.equal([1, 3]);
    expect(getOrMake(map, "new", () => 7)).to.equal(3);
    expect([...map]).to.deep.equal([
      ["known", 1],
      ["new", 3],
    ]);
  });
});
