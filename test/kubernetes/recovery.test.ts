import { expect } from "chai";
import { ApiError, WatchDisorderError } from "../../src/kubernetes/apiError.ts";
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

  it("plan() takes a watch that lasted for one that worked", async () => {
    const { clock, recovery: subject } = recovery();
    subject.plan(refused);
    subject.plan(refused);
    subject.opened();
    await clock.advance(4_999);
    expect(subject.plan(refused).pauseMs).to.equal(4000);
    subject.opened();
    await clock.advance(5_000);
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

  it("plan() lists after an event that may have been missed", () => {
    const { recovery: subject } = recovery();
    expect(subject.plan(new WatchDisorderError("not JSON"))).to.include({ relist: true, isQuiet: false });
    expect(subject.plan(refused).relist).to.equal(false);
  });

  it("plan() lists at once when the version has expired, and with pauses when that goes on", async () => {
    const { clock, recovery: subject } = recovery();
    const expired = new ApiError(410, "too old");
    const plans = [1, 2, 3].map(() => subject.plan(expired));
    expect(plans).to.deep.equal([
      { pauseMs: 0, relist: true, isQuiet: true },
      { pauseMs: 2000, relist: true, isQuiet: false },
      { pauseMs: 4000, relist: true, isQuiet: false },
    ]);
    subject.opened();
    await clock.advance(4_999);
    expect(subject.plan(expired).pauseMs).to.equal(8000);
    subject.opened();
    await clock.advance(5_000);
    expect(subject.plan(expired).pauseMs).to.equal(0);
  });

  it("plan() has a watch that lasted and ended in good order go on at once, others with growing pauses", async () => {
    const { clock, recovery: subject } = recovery();
    const ends = Array.from({ length: 3 }, () => {
      subject.opened();
      return subject.plan(undefined);
    });
    subject.opened();
    await clock.advance(5_000);
    ends.push(subject.plan(undefined));
    expect(ends.map(({ pauseMs }) => pauseMs)).to.deep.equal([1000, 2000, 4000, 0]);
    expect(ends.every(({ isQuiet, relist }) => isQuiet && !relist)).to.equal(true);
  });

  it("plan() takes the end of what worked for no failure, however often", async () => {
    const { clock, recovery: subject } = recovery();
    expect(subject.plan(refused).isQuiet).to.equal(false);
    for (let count = 0; count < 3; count++) {
      subject.opened();
      await clock.advance(8_000);
      expect(subject.plan(refused)).to.deep.equal({ pauseMs: 1000, relist: false, isQuiet: true });
    }
    subject.opened();
    expect(subject.plan(refused).isQuiet).to.equal(false);
    subject.opened();
    await clock.advance(8_000);
    expect(subject.plan(new ApiError(500, "broken")).isQuiet).to.equal(false);
  });
});
