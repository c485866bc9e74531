import { expect } from "chai";
import { Places } from "../../src/collections/places.ts";

describe("Places", () => {
  const fill = (places: Places, client: string) => {
    let taken = 0;
    for (; places.mayTake(client); taken++) {
      places.take(client);
    }
    return taken;
  };

  it("leaves some for whoever comes next, however many have as many as they may", () => {
    const places = new Places(500);
    const taken = Array.from({ length: 8 }, (_, n) => fill(places, `n${n}`));
    expect(taken).to.deep.equal([250, 125, 63, 31, 16, 8, 4, 2]);
    expect(new Places(1).mayTake("a")).to.equal(true);
    expect(new Places(Number.POSITIVE_INFINITY).mayTake("a")).to.equal(true);
  });

  it("calls who waits when there is a place for it, in turn, and each once", () => {
    const places = new Places(4);
    const called: string[] = [];
    expect([fill(places, "a"), fill(places, "b"), fill(places, "c")]).to.deep.equal([2, 1, 1]);
    for (const call of ["a1", "a2", "b1", "d1"]) {
      const client = call.charAt(0);
      places.wait(client, () => {
        called.push(call);
        places.take(client);
      });
    }
    places.release("a");
    expect(called).to.deep.equal(["d1"]);
    places.release("b");
    expect(called).to.deep.equal(["d1", "b1"]);
    places.release("a");
    expect(called).to.deep.equal(["d1", "b1", "a1"]);
    places.release("c");
    places.release("d");
    expect(called).to.deep.equal(["d1", "b1", "a1", "a2"]);
    places.release("b");
    expect(called).to.have.length(4);
  });
});
