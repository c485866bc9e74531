/** Cancels a timer; calling it twice, or after the timer has fired, does nothing. */
export type CancelTimer = () => void;

/** The only source of time in the exporter, so that tests can own it. */
export interface Clock {
  /** Wall-clock time in milliseconds since the Unix epoch. */
  now(): number;
  /** Monotonic time in milliseconds, for durations; unrelated to `now`. */
  monotonic(): number;
  /** Calls `callback` once after `delayMs` milliseconds, unless cancelled first. */
  schedule(delayMs: number, callback: () => void): CancelTimer;
}

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
