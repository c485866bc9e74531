import { expect } from "chai";
import { RankedQueues } from "../../src/collections/rankedQueues.ts";

describe("RankedQueues", () => {
  const make = () => new RankedQueues<"a" | "b" | "c", string>(["a", "b", "c"]);
  const fill = (queues: ReturnType<typeof make>, counts: Partial<Record<"a" | "b" | "c", number>>) => {
    for (const rank of ["a", "b", "c"] as const) {
      for (let n = 0; n < (counts[rank] ?? 0); n++) {
        queues.push(rank, "client", rank);
      }
    }
  };
  const drain = (queues: ReturnType<typeof make>) => {
    let drained = "";
    for (let item = queues.shift(); item !== undefined; item = queues.shift()) {
      drained += item;
    }
    return drained;
  };

  for (const [counts, order] of [
    [{ a: 8, b: 3 }, "aaabaaabaab"],
    [{ b: 7, c: 2 }, "bbbcbbbcb"],
    [{ a: 9, b: 3, c: 3 }, "aaabcaabcaabcaa"],
    [{ c: 2 }, "cc"],
  ] as const) {
    it(`shift() serves the first, and of the others none later than its turn: ${order}`, () => {
      const queues = make();
      fill(queues, counts);
      expect(queues.size).to.equal(order.length);
      expect(drain(queues)).to.equal(order);
      expect(queues.size).to.equal(0);
    });
  }

  it("shift() passes over what may not go, which goes as soon as it may", () => {
    const queues = make();
    fill(queues, { a: 10, c: 2 });
    const all = Array.from({ length: 5 }, () => queues.shift((rank) => rank !== "c"));
    expect(all.join("")).to.equal("aaaaa");
    expect(queues.shift()).to.equal("c");
    expect(queues.shift((rank) => rank === "b")).to.equal(undefined);
  });

  it("shift() has what comes to an empty queue wait for no turns that it did not wait for", () => {
    const queues = make();
    fill(queues, { a: 9 });
    for (let n = 0; n < 4; n++) {
      queues.shift();
    }
    fill(queues, { b: 1 });
    expect(drain(queues)).to.equal("aaabaa");
  });

  it("shift() serves clients of a queue in turn", () => {
    const queues = make();
    for (const [client, item] of ["a1", "a2", "b1"].entries()) {
      queues.push("a", client < 2 ? "x" : "y", item);
    }
    expect(drain(queues)).to.equal("a1b1a2");
  });
});
