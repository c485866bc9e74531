import type { CancelTimer, Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";

/**
 * Calls `tell` once nothing waits for a registry any more.
 *
 * @returns to call that off; undefined where nothing waits
 */
export type OnceQuiet = (tell: () => void) => CancelTimer | undefined;

export interface Quiet {
  readonly onceQuiet: OnceQuiet;
  /** Takes a place in the registry's budget and returns 0, or returns the milliseconds after which to ask again. */
  readonly reserve?: () => number;
  /**
   * When it goes on all the same, in milliseconds of monotonic time: whoever creates workloads could keep a registry busy for
   * good. Several requests may share it.
   */
  readonly untilMs: number;
}

/** How often it is looked whether a budget has a place, in milliseconds: it has at once where its host goes down. */
const LOOK_PERIOD_MS = 1_000;

/**
 * Waits until a registry has nothing to do that is in more of a hurry, and lets one request more start.
 *
 * @throws `signal.reason`, when `signal` aborts
 */
export async function whenQuiet(
  { onceQuiet, reserve = () => 0, untilMs }: Quiet,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const leftMs = untilMs - clock.monotonic();
    const quiet = new AbortController();
    const cancel = leftMs > 0 ? onceQuiet(() => quiet.abort()) : undefined;
    if (cancel !== undefined) {
      const either = AbortSignal.any([signal, quiet.signal]);
      await delay(leftMs, { clock, signal: either }).catch(() => {});
      cancel();
      continue;
    }
    const waitMs = reserve();
    if (waitMs <= 0) {
      return;
    }
    await delay(Math.min(waitMs, LOOK_PERIOD_MS), { clock, signal });
  }
}
