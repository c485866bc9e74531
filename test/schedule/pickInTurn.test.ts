import { expect } from "chai";
import { pickInTurn } from "../../src/schedule/pickInTurn.ts";
import { usedBy } from "../support/usedBy.ts";

describe("pickInTurn()", () => {
  const item = (triedAtMs: number, ...namespaces: string[]) => ({
    triedAtMs,
    target: { uses: usedBy(...namespaces) },
  });
  const times = (picked: readonly { readonly triedAtMs: number }[]) =>
    picked.map(({ triedAtMs }) => triedAtMs);

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
