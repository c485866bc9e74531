import { expect } from "chai";
import { createTurns } from "../../src/kubernetes/turns.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("createTurns", () => {
  it("has so many tasks run at a time, in order", async () => {
    const turn = createTurns(2, fakeClock());
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const results = [0, 1, 2].map((index) =>
      turn(async () => {
        begun.push(index);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (index === 1) {
          throw new Error("failed");
        }
        return index;
      }),
    );
    expect(begun).to.deep.equal([0, 1]);
    ends[0]?.();
    expect(await results[0]).to.equal(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).to.deep.equal([0, 1, 2]);
    ends[1]?.();
    ends[2]?.();
    expect((await Promise.allSettled(results)).map(({ status }) => status)).to.deep.equal([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
  });

  it("does not wait for tasks that take long", async () => {
    const clock = fakeClock();
    const turn = createTurns(1, clock);
    let end = () => {};
    const slow = turn(() => new Promise<string>((resolve) => (end = () => resolve("slow"))));
    const next = turn(async () => "next");
    await clock.advance(4999);
    expect(await Promise.race([next, Promise.resolve("waits")])).to.equal("waits");
    await clock.advance(1);
    expect(await next).to.equal("next");
    end();
    expect(await slow).to.equal("slow");
  });
});
