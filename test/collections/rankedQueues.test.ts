import { expect } from "chai";
import { RankedQueues } from "../../src/collections/rankedQueues.ts";

interface Item {
  readonly name: string;
  clients: readonly string[];
}

describe("RankedQueues", () => {
  const make = () => new RankedQueues<"a" | "b" | "c", Item>(["a", "b", "c"], ({ clients }) => clients);
  const fill = (queues: ReturnType<typeof make>, counts: Partial<Record<"a" | "b" | "c", number>>) => {
    for (const rank of ["a", "b", "c"] as const) {
      for (let n = 0; n < (counts[rank] ?? 0); n++) {
        queues.push(rank, { name: rank, clients: ["client"] });
      }
    }
  };
  const drain = (queues: ReturnType<typeof make>) => {
    let drained = "";
    for (let turn = queues.shift(); turn !== undefined; turn = queues.shift()) {
      drained += turn.item.name;
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
      expect(queues.isEmpty).to.equal(false);
      expect(drain(queues)).to.equal(order);
      expect(queues.isEmpty).to.equal(true);
    });
  }

  it("shift() passes over what may not go, which goes as soon as it may", () => {
    const queues = make();
    fill(queues, { a: 10, c: 2 });
    const all = Array.from({ length: 5 }, () => queues.shift((rank) => rank !== "c")?.item.name);
    expect(all.join("")).to.equal("aaaaa");
    expect(queues.shift()?.item.name).to.equal("c");
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
    for (const name of ["a1", "a2", "b1"]) {
      queues.push("a", { name, clients: [name.charAt(0)] });
    }
    expect(drain(queues)).to.equal("a1b1a2");
  });

  it("shift() gives out once what several clients wait for, in the turn that comes first, however long the others' queues", () => {
    const queues = make();
    const many = Array.from({ length: 5 }, (_, index) => ({ name: `x${index}`, clients: ["x"] }));
    const shared = { name: "s", clients: ["x", "y"] };
    const own = { name: "y0", clients: ["y"] };
    for (const item of [...many, shared, own]) {
      queues.push("a", item);
    }
    expect(queues.shift()).to.deep.equal({ client: "x", item: many[0] });
    expect(queues.shift()).to.deep.equal({ client: "y", item: shared });
    expect(drain(queues)).to.equal("x1y0x2x3x4");
    expect(queues.isEmpty).to.equal(true);
  });

  it("shift() goes by whose something is by then, join() has another wait, and delete() has none", () => {
    const queues = make();
    const shared = { name: "s", clients: ["x", "y"] };
    const dropped = { name: "d", clients: ["x", "y"] };
    for (const item of [shared, dropped, { name: "x1", clients: ["x"] }, { name: "z1", clients: ["z"] }]) {
      queues.push("b", item);
    }
    shared.clients = ["z", "w"];
    queues.join("b", "z", shared);
    queues.join("b", "w", shared);
    queues.delete("b", dropped);
    expect(queues.shift()?.item.name).to.equal("x1");
    expect(queues.shift()?.client).to.equal("z");
    expect(queues.shift()).to.deep.equal({ client: "w", item: shared });
    expect([queues.shift(), queues.isEmpty]).to.deep.equal([undefined, true]);
  });

  it("shift() asks about no client of a queue of which nobody may be served", () => {
    const queues = make();
    fill(queues, { a: 5, b: 1 });
    const asked: string[] = [];
    const turn = queues.shift(
      (rank) => asked.push(rank) > 0,
      (rank) => rank !== "a",
    );
    expect([turn?.item.name, asked]).to.deep.equal(["b", ["b"]]);
    expect(drain(queues)).to.equal("aaaaa");
  });
});
