import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";

/**
 * Waits until a registry has nothing to do that is in more of a hurry, and lets one request more start.
 *
 * @param isBusy whether anything else waits for the registry
 * @param reserve takes a place in the registry's budget and returns 0, or returns the milliseconds after which to ask again
 * @throws `signal.reason`, when `signal` aborts
 */
export async function whenQuiet(
  { isBusy, reserve = () => 0 }: { isBusy: () => boolean; reserve?: () => number },
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const waitMs = isBusy() ? LOOK_PERIOD_MS : reserve();
    if (waitMs <= 0) {
      return;
    }
    await delay(Math.min(waitMs, LOOK_PERIOD_MS), { clock, signal });
  }
}

/** How often it is looked, in milliseconds. */
const LOOK_PERIOD_MS = 1_000;
