import { expect } from "chai";
import type { Clock } from "../../src/time/clock.ts";
import { SlicedWork } from "../../src/time/slicedWork.ts";

describe("SlicedWork", () => {
  /** A clock on which each step of a job takes half a millisecond. */
  function makeWork() {
    let nowMs = 0;
    const clock: Clock = { now: () => nowMs, monotonic: () => nowMs, schedule: () => () => {} };
    const deferred: (() => void)[] = [];
    const done: string[] = [];
    return {
      work: new SlicedWork(clock, (task) => deferred.push(task)),
      deferred,
      done,
      *job(name: string, steps: number) {
        for (let step = 0; step < steps; step++) {
          nowMs += 0.5;
          done.push(name);
          yield;
        }
      },
    };
  }

  it("run() has a short job done when it returns", () => {
    const { work, deferred, done, job } = makeWork();
    work.run(job("a", 3));
    expect([done.length, deferred.length, work.idle]).to.deep.equal([3, 0, true]);
  });

  it("run() lets others have their turn every few milliseconds, and finishes in order", () => {
    const { work, deferred, done, job } = makeWork();
    work.run(job("a", 40));
    work.run(job("b", 2));
    expect(done).to.have.length(8);
    let turns = 0;
    for (let task = deferred.shift(); task !== undefined; task = deferred.shift()) {
      task();
      turns++;
    }
    expect(done.join("")).to.equal(`${"a".repeat(40)}bb`);
    expect([turns, work.idle]).to.deep.equal([5, true]);
  });

  it("run() may be called from within a job", () => {
    const { work, done, job } = makeWork();
    work.run(
      (function* () {
        work.run(job("inner", 2));
        done.push("outer");
        yield;
      })(),
    );
    expect(done).to.deep.equal(["outer", "inner", "inner"]);
  });
});
