import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";

/**
 * Waits until a registry has nothing to do that is in more of a hurry, and lets one request more start.
 *
 * @param patienceMs after which it goes on all the same, in milliseconds: whoever creates workloads could keep a registry busy
 *   for good
 * @param isBusy whether anything else waits for the registry
 * @param reserve takes a place in the registry's budget and returns 0, or returns the milliseconds after which to ask again
 * @throws `signal.reason`, when `signal` aborts
 */
export async function whenQuiet(
  { isBusy, reserve = () => 0, patienceMs }: Quiet,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  const until = clock.monotonic() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    const left = until - clock.monotonic();
    const waitMs = left > 0 && isBusy() ? Math.min(left, LOOK_PERIOD_MS) : reserve();
    if (waitMs <= 0) {
      return;
    }
    await delay(Math.min(waitMs, LOOK_PERIOD_MS), { clock, signal });
  }
}

export interface Quiet {
  readonly isBusy: () => boolean;
  readonly reserve?: () => number;
  readonly patienceMs: number;
}

/** How often it is looked, in milliseconds. */
const LOOK_PERIOD_MS = 1_000;
