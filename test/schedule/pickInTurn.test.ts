import { expect } from "chai";
import { pickInTurn, TurnPlan } from "../../src/schedule/pickInTurn.ts";
import { usedBy } from "../support/usedBy.ts";

const item = (triedAtMs: number, ...namespaces: string[]) => ({
  triedAtMs,
  target: { uses: usedBy(...namespaces) },
});
const times = (picked: readonly { readonly triedAtMs: number }[]) => picked.map(({ triedAtMs }) => triedAtMs);

describe("pickInTurn()", () => {
  it("picks all where there are no more, the longest untried first", () => {
    expect(times(pickInTurn([item(3, "a"), item(1, "b"), item(2, "a")], 3))).to.deep.equal([1, 2, 3]);
    expect(pickInTurn([item(3, "a")], 0)).to.deep.equal([]);
  });

  it("picks of each namespace what is longest untried before a second of any", () => {
    const many = Array.from({ length: 10_000 }, (_, n) => item(n, "many"));
    const picked = pickInTurn([...many, item(20_001, "few"), item(20_000, "few"), item(30_000, "one")], 7);
    expect(times(picked)).to.deep.equal([0, 20_000, 30_000, 1, 20_001, 2, 3]);
  });

  it("picks what several name in the turn that comes first, and once", () => {
    const items = [item(1, "a"), item(2, "a"), item(3, "a", "b"), item(4, "a"), item(5, "b")];
    expect(times(pickInTurn(items, 4))).to.deep.equal([1, 3, 2, 5]);
  });
});

describe("TurnPlan", () => {
  /** Takes three in each of some cycles. @returns what was taken in each, and how often all was looked through */
  function play({
    cycles,
    periodMs,
    gone = [],
  }: {
    cycles: number;
    periodMs: number;
    gone?: readonly number[];
  }) {
    const plan = new TurnPlan<ReturnType<typeof item>>();
    const waiting = new Set([...Array.from({ length: 40 }, (_, n) => item(n, "many")), item(100, "few")]);
    let looks = 0;
    const taken = Array.from({ length: cycles }, (_, cycle) => {
      const picked = plan.take(
        3,
        { nowMs: cycle * periodMs, periodMs, most: 3 },
        {
          all() {
            looks++;
            return [...waiting];
          },
          is: (one) => !gone.includes(one.triedAtMs),
        },
      );
      for (const one of picked) {
        waiting.delete(one);
      }
      return times(picked);
    });
    return { taken, looks };
  }

  it("goes on with what it has picked for a second", () => {
    const { taken, looks } = play({ cycles: 10, periodMs: 100 });
    expect(looks).to.be.within(1, 2);
    expect(taken[0]).to.deep.equal([0, 100, 1]);
    expect(taken.flat()).to.have.length(30);
    expect(new Set(taken.flat()).size).to.equal(30);
  });

  it("picks anew in each cycle that is longer", () => {
    expect(play({ cycles: 3, periodMs: 15_000 })).to.deep.equal({
      taken: [
        [0, 100, 1],
        [2, 3, 4],
        [5, 6, 7],
      ],
      looks: 3,
    });
  });

  it("passes over what is due no more", () => {
    expect(play({ cycles: 2, periodMs: 100, gone: [1, 2] }).taken).to.deep.equal([
      [0, 100, 3],
      [4, 5, 6],
    ]);
  });
});
