import { expect } from "chai";
import { ClientPlaces } from "../../src/collections/clientPlaces.ts";

describe("ClientPlaces", () => {
  it("gives who waits a place in turn, as the rule has it by what each client has, and all", () => {
    const places = new ClientPlaces<string>((held, taken) => held < 2 && taken < 4);
    for (const item of ["a1", "a2", "a3", "b1", "c1", "c2"]) {
      places.wait(item.charAt(0), item);
    }
    const begin = () => {
      const next = places.next((_, item) => item !== "c1");
      if (next !== undefined) {
        places.take(next.client);
      }
      return next?.item;
    };
    expect([begin(), begin(), begin(), begin(), begin()]).to.deep.equal(["a1", "b1", "c2", "a2", undefined]);
    expect(places.taken).to.equal(4);
    places.release("c");
    expect([places.mayTake("a"), places.mayTake("b"), begin()]).to.deep.equal([false, true, undefined]);
    places.release("a");
    expect([begin(), places.taken]).to.deep.equal(["a3", 3]);
  });
});
