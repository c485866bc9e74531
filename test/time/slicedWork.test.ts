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

  function finish(deferred: (() => void)[]): number {
    let turns = 0;
    for (let task = deferred.shift(); task !== undefined; task = deferred.shift()) {
      task();
      turns++;
    }
    return turns;
  }

  it("run() lets others have their turn every few milliseconds", () => {
    const { work, deferred, done, job } = makeWork();
    work.run(job("a", 40));
    expect([done.length, work.idle]).to.deep.equal([8, false]);
    expect([finish(deferred), done.length, work.idle]).to.deep.equal([5, 40, true]);
  });

  it("run() serves clients in turn, whoever has most to be done", () => {
    const { work, deferred, done, job } = makeWork();
    for (const _ of Array(5)) {
      work.run(job("a", 40), "many");
    }
    work.run(job("b", 2), "few");
    work.run(job("c", 12), "some");
    finish(deferred);
    expect(done.join("")).to.match(/^a{8}(a{0,8}b{0,2}c{0,8}){3}a+$/);
    expect(done).to.have.length(214);
  });

  it("whenIdle() resolves when all is done, also what came meanwhile", async () => {
    const { work, deferred, done, job } = makeWork();
    await work.whenIdle();
    work.run(job("a", 20));
    const told = work.whenIdle().then(() => done.push("idle"));
    await Promise.resolve();
    work.run(job("b", 20));
    finish(deferred);
    await told;
    expect([done.length, done.at(-1)]).to.deep.equal([41, "idle"]);
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
