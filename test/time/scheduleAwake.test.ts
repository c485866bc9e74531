import { expect } from "chai";
import { scheduleAwake } from "../../src/time/scheduleAwake.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("scheduleAwake()", () => {
  const setUp = () => {
    const time = fakeClock();
    const held = { ms: 0 };
    const clock = { ...time, monotonic: () => time.monotonic() + held.ms };
    const calls: number[] = [];
    return { clock, held, calls, call: () => calls.push(clock.monotonic()) };
  };

  it("calls after the delay", async () => {
    const { clock, calls, call } = setUp();
    scheduleAwake(clock, 1_000, call);
    await clock.advance(5_000);
    expect(calls).to.deep.equal([1_000]);
  });

  it("waits on as long as the process was held up past that, though no longer than it would have at first", async () => {
    for (const [heldMs, calledMs] of [
      [100, 1_100],
      [300, 1_600],
      [5_000, 7_000],
    ] as const) {
      const { clock, held, calls, call } = setUp();
      scheduleAwake(clock, 1_000, call);
      await clock.advance(500);
      held.ms = heldMs;
      await clock.advance(5_000);
      expect(calls, `${heldMs}`).to.deep.equal([calledMs]);
    }
  });

  it("does not call once cancelled, be it while it waits on", async () => {
    for (const cancelledMs of [500, 1_100]) {
      const { clock, held, calls, call } = setUp();
      const cancel = scheduleAwake(clock, 1_000, call);
      held.ms = 300;
      await clock.advance(cancelledMs);
      cancel();
      cancel();
      await clock.advance(5_000);
      expect(calls).to.deep.equal([]);
    }
  });
});
