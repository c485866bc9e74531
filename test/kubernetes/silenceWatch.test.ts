import { expect } from "chai";
import { SilenceWatch } from "../../src/kubernetes/silenceWatch.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("SilenceWatch", () => {
  it("SilenceWatch() calls once when nothing has happened for the limit", async () => {
    const clock = fakeClock();
    let calls = 0;
    new SilenceWatch(clock, 1000, () => calls++);
    await clock.advance(999);
    expect(calls).to.equal(0);
    await clock.advance(1);
    expect(calls).to.equal(1);
    await clock.advance(5000);
    expect(calls).to.equal(1);
  });

  it("touch() begins the count anew", async () => {
    const clock = fakeClock();
    let calls = 0;
    const silence = new SilenceWatch(clock, 1000, () => calls++);
    for (let i = 0; i < 5; i++) {
      await clock.advance(900);
      silence.touch();
    }
    expect(calls).to.equal(0);
    await clock.advance(999);
    expect(calls).to.equal(0);
    await clock.advance(1);
    expect(calls).to.equal(1);
  });

  it("stop() keeps it from calling", async () => {
    const clock = fakeClock();
    let calls = 0;
    const silence = new SilenceWatch(clock, 1000, () => calls++);
    await clock.advance(500);
    silence.touch();
    await clock.advance(600);
    silence.stop();
    await clock.advance(5000);
    expect(calls).to.equal(0);
  });
});
