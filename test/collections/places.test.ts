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

  it("lets the event loop go on before many are taken, by whoever comes first, or whoever waits, in turn", () => {
    const deferred: (() => void)[] = [];
    const places = new Places(1_000, (task) => deferred.push(task));
    const called: string[] = [];
    const wait = (client: string) =>
      places.wait(client, () => {
        called.push(client);
        places.take(client);
      });
    expect([fill(places, "a"), places.mayTake("b"), deferred.length]).to.deep.equal([16, false, 1]);
    for (let n = 0; n < 40; n++) {
      wait("a");
    }
    wait("b");
    places.release("a");
    expect(called).to.deep.equal([]);
    deferred.shift()?.();
    expect([called.length, called.indexOf("b") < 2, deferred.length]).to.deep.equal([16, true, 1]);
    deferred.shift()?.();
    deferred.shift()?.();
    expect([called.length, deferred.length, places.mayTake("a")]).to.deep.equal([41, 1, true]);
    deferred.shift()?.();
    expect([deferred.length, fill(places, "a")]).to.deep.equal([0, 16]);
  });
});
