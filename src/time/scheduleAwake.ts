import type { CancelTimer, Clock } from "./clock.ts";

/** A timer that fires later than this, in milliseconds, was kept from it: the process, or its thread, was held up. */
const HELD_UP_MS = 100;

/**
 * Calls `callback` once after `delayMs` milliseconds, unless cancelled first, as `clock.schedule` does. Where the process
 * was held up past that time (paused, frozen, without CPU), what has come in meanwhile could not be looked at: it gets as
 * long as it was held up, `graceMs` at most.
 */
export function scheduleAwake(
  clock: Clock,
  delayMs: number,
  callback: () => void,
  graceMs = delayMs,
): CancelTimer {
  const dueMs = clock.monotonic() + delayMs;
  let cancel = clock.schedule(delayMs, () => {
    const lateMs = clock.monotonic() - dueMs;
    if (lateMs > HELD_UP_MS) {
      cancel = scheduleAwake(clock, Math.min(lateMs, graceMs), callback, graceMs);
    } else {
      callback();
    }
  });
  return () => cancel();
}
