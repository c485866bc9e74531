import { expect } from "chai";
import { ApiError } from "../../src/kubernetes/apiError.ts";
import { Recovery } from "../../src/kubernetes/recovery.ts";
import { fakeClock } from "../support/fakeClock.ts";

const refused = new Error("connect ECONNREFUSED");

function recovery() {
  const clock = fakeClock();
  return { clock, recovery: new Recovery({ clock, random: () => 1 }) };
}

describe("Recovery", () => {
  it("plan() waits longer after each failure, 30 s at most", () => {
    const { recovery: subject } = recovery();
    const pauses = Array.from({ length: 7 }, () => subject.plan(refused).pauseMs);
    expect(pauses).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it("plan() waits up to a minute for permission, and lists then", () => {
    const { recovery: subject } = recovery();
    const plans = Array.from({ length: 8 }, () => subject.plan(new ApiError(403, "forbidden")));
    expect(plans.map(({ pauseMs }) => pauseMs)).to.deep.equal([
      1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(plans.every(({ relist }) => relist)).to.equal(true);
    expect(subject.plan(new ApiError(404, "not found")).relist).to.equal(true);
  });

  it("progressed() begins the pauses anew", () => {
    const { recovery: subject } = recovery();
    subject.plan(refused);
    subject.plan(refused);
    subject.progressed();
    expect(subject.plan(refused).pauseMs).to.equal(1000);
  });

  it("plan() takes a watch that lasted for one that worked", async () => {
    const { clock, recovery: subject } = recovery();
    subject.plan(refused);
    subject.plan(refused);
    subject.opened();
    await clock.advance(29_999);
    expect(subject.plan(refused).pauseMs).to.equal(4000);
    subject.opened();
    await clock.advance(30_000);
    expect(subject.plan(refused).pauseMs).to.equal(1000);
  });

  it("plan() goes on from where the watch was after failures of the connection", () => {
    const { recovery: subject } = recovery();
    const plans = Array.from({ length: 10 }, () => subject.plan(refused));
    expect(plans.some(({ relist }) => relist)).to.equal(false);
  });

  it("plan() doubts the resource version after three refusals in a row", () => {
    const { recovery: subject } = recovery();
    const tooLarge = new ApiError(504, "Too large resource version");
    expect([1, 2, 3, 4].map(() => subject.plan(tooLarge).relist)).to.deep.equal([false, false, true, false]);
    subject.progressed();
    expect(subject.plan(tooLarge).relist).to.equal(false);
  });

  it("plan() waits as long as the server asks for, two minutes at most, and keeps its place", () => {
    const { recovery: subject } = recovery();
    const busy = (seconds: number) => new ApiError(429, "too many", { retryAfterMs: seconds * 1000 });
    expect(subject.plan(busy(50)).pauseMs).to.equal(50_000);
    expect(subject.plan(busy(1)).pauseMs).to.equal(2000);
    expect(subject.plan(busy(86_400)).pauseMs).to.equal(120_000);
    expect(subject.plan(busy(1)).relist).to.equal(false);
  });

  it("distrust() makes the next plan, and only that, begin with a list", () => {
    const { recovery: subject } = recovery();
    subject.distrust();
    expect(subject.plan(refused).relist).to.equal(true);
    expect(subject.plan(refused).relist).to.equal(false);
  });

  it("plan() calls only the first end of an open connection a break", () => {
    const { recovery: subject } = recovery();
    expect(subject.plan(refused).isBreak).to.equal(false);
    subject.progressed();
    subject.opened();
    expect(subject.plan(refused).isBreak).to.equal(true);
    expect(subject.plan(refused).isBreak).to.equal(false);
    subject.progressed();
    subject.opened();
    expect(subject.plan(new ApiError(500, "broken")).isBreak).to.equal(false);
  });
});
