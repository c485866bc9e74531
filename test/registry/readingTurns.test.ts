import { setImmediate as nextTurn } from "node:timers/promises";
import { expect } from "chai";
import { ReadingTurns } from "../../src/registry/readingTurns.ts";

describe("ReadingTurns", () => {
  it("lets a few go on in each turn of the event loop, each of them once", async () => {
    const turns = new ReadingTurns();
    const read: number[] = [];
    for (let reader = 0; reader < 20; reader++) {
      turns.wait(() => read.push(reader), { isHolding: false });
    }
    expect(read).to.deep.equal([]);
    const counts: number[] = [];
    while (read.length < 20) {
      await nextTurn();
      counts.push(read.length);
    }
    expect(Math.max(...counts.map((count, index) => count - (counts[index - 1] ?? 0)))).to.equal(8);
    expect(read).to.deep.equal(Array.from({ length: 20 }, (_, reader) => reader));
  });

  it("lets those go on first that hold much", async () => {
    const turns = new ReadingTurns();
    const read: string[] = [];
    const goOn = (left: number) => {
      read.push("holding");
      if (left > 0) {
        turns.wait(() => goOn(left - 1), { isHolding: true });
      }
    };
    for (let reader = 0; reader < 16; reader++) {
      turns.wait(() => read.push("other"), { isHolding: false });
    }
    turns.wait(() => goOn(2), { isHolding: true });
    while (read.length < 19) {
      await nextTurn();
    }
    // One place in each of three turns was theirs.
    expect(read.slice(0, 17)).to.deep.equal([
      ...["holding", ...Array(7).fill("other")],
      ...["holding", ...Array(7).fill("other")],
      "holding",
    ]);
  });
});
