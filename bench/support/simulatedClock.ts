import type { Clock } from "../../src/time/clock.ts";

/** A clock that goes from one timer to the next, so that hours pass in seconds. */
export interface SimulatedClock extends Clock {
  /** Lets time pass, in milliseconds, with all that falls due. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

export function simulatedClock(): SimulatedClock {
  let nowMs = 0;
  /** The next one is the last; few wait at a time. */
  const timers: Timer[] = [];
  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    schedule(delayMs, callback) {
      const timer = { atMs: nowMs + Math.max(0, delayMs), callback };
      let [from, to] = [0, timers.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        if (timers[middle]!.atMs > timer.atMs) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      timers.splice(from, 0, timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) {
          timers.splice(index, 1);
        }
      };
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      // What was begun before comes first.
      await new Promise((resolve) => setImmediate(resolve));
      for (let next = timers.at(-1); next !== undefined && next.atMs <= endMs; next = timers.at(-1)) {
        nowMs = Math.max(nowMs, next.atMs);
        timers.pop();
        next.callback();
        // What follows from it comes before what is due next.
        await new Promise((resolve) => setImmediate(resolve));
      }
      nowMs = endMs;
    },
  };
}
