import type { Clock } from "./clock.ts";

/**
 * Runs what may take no longer than so many milliseconds.
 *
 * @param run ends early, by a rejection, when its signal aborts
 * @returns undefined where it took longer; rejects as `run` does
 */
export async function within<T>(
  ms: number,
  { clock, signal }: { readonly clock: Pick<Clock, "schedule">; readonly signal: AbortSignal },
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const late = new AbortController();
  const cancel = clock.schedule(ms, () => late.abort());
  try {
    return await run(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    if (!late.signal.aborted) {
      throw error;
    }
    return undefined;
  } finally {
    cancel();
  }
}
