import { createClock } from "@sinonjs/fake-timers";
import type { Clock } from "../../src/time/clock.ts";

/** A clock that only moves when the test says so. */
export interface FakeClock extends Clock {
  /** Moves time on by `ms` milliseconds, firing what falls due and letting promises settle in between. */
  advance(ms: number): Promise<void>;
}

/** @param startMs the wall-clock time to start from, in milliseconds since the epoch */
export function fakeClock(startMs = Date.UTC(2026, 0, 1)): FakeClock {
  const timers = createClock(startMs);
  return {
    now: () => timers.now,
    monotonic: () => timers.now - startMs,
    schedule(delayMs, callback) {
      const id = timers.setTimeout(callback, delayMs);
      return () => timers.clearTimeout(id);
    },
    async advance(ms) {
      await timers.tickAsync(ms);
    },
  };
}
