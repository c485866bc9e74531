import { type Clock, systemClock } from "../../src/time/clock.ts";

/** The machine's clock, so many times as fast. Both processes of a soak have one, and need not agree on the time. */
export function fastClock(factor: number): Clock {
  const began = systemClock.now();
  return {
    now: () => began + (systemClock.now() - began) * factor,
    monotonic: () => systemClock.monotonic() * factor,
    schedule: (delayMs, callback) => systemClock.schedule(delayMs / factor, callback),
  };
}
