import { expect } from "chai";
import { BodyBudget, type BodyHolder } from "../../src/registry/bodyBudget.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("BodyBudget", () => {
  function fixture(limit: number) {
    const clock = fakeClock();
    const budget = new BodyBudget(limit, clock);
    const gone: string[] = [];
    const holder = (name: string): BodyHolder => ({
      heldBytes: 0,
      sinceMs: clock.monotonic(),
      giveWay: () => gone.push(name),
    });
    return { budget, clock, gone, holder };
  }

  it("take() has the largest give way among those that began together, and no more than need be", () => {
    const { budget, gone, holder } = fixture(100);
    const small = holder("small");
    budget.take(small, 10);
    budget.take(holder("large"), 60);
    budget.take(holder("medium"), 30);
    expect(gone).to.deep.equal([]);
    budget.take(small, 1);
    expect(gone).to.deep.equal(["large"]);
    expect(budget.used).to.equal(41);
  });

  it("take() has those give way that are slow before those that are large", async () => {
    const { budget, clock, gone, holder } = fixture(100);
    for (const name of ["a", "b", "c"]) {
      budget.take(holder(name), 30);
    }
    await clock.advance(10_000);
    budget.take(holder("new"), 80);
    expect(gone).to.deep.equal(["a", "b", "c"]);
    expect(budget.used).to.equal(80);
  });

  it("take() has the one give way that asks, if it is the heaviest", () => {
    const { budget, gone, holder } = fixture(100);
    budget.take(holder("small"), 10);
    budget.take(holder("greedy"), 95);
    expect(gone).to.deep.equal(["greedy"]);
    expect(budget.used).to.equal(10);
  });

  it("release() gives back all, once", () => {
    const { budget, holder } = fixture(100);
    const one = holder("one");
    budget.take(one, 50);
    budget.take(holder("two"), 20);
    budget.release(one);
    budget.release(one);
    expect(budget.used).to.equal(20);
  });
});
