import { setTimeout as sleep } from "node:timers/promises";

export interface WaitOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long to go on, in milliseconds. Default: 30,000. */
  readonly deadlineMs?: number;
  /** Pause between two looks, in milliseconds. Default: 100. */
  readonly everyMs?: number;
}

/**
 * Looks again and again until `look` returns something other than undefined and false, and returns that. A look
 * that throws counts as "not yet"; the last reason is told if the deadline passes. For real servers, whose time
 * cannot be faked.
 *
 * @throws Error "Cannot see WHAT within N s" after the deadline; `signal.reason` when aborted.
 */
export async function waitUntil<T>(
  what: string,
  look: (signal: AbortSignal) => Promise<T | undefined | false> | T | undefined | false,
  options: WaitOptions = {},
): Promise<T> {
  const deadlineMs = options.deadlineMs ?? 30_000;
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = options.signal !== undefined ? AbortSignal.any([options.signal, deadline]) : deadline;
  let last: unknown;
  while (true) {
    try {
      const seen = await look(signal);
      if (seen !== undefined && seen !== false) {
        return seen;
      }
      last = undefined;
    } catch (error) {
      // The look that the deadline itself cut short says less than the one before.
      if (!signal.aborted || last === undefined) {
        last = error;
      }
    }
    await sleep(options.everyMs ?? 100, undefined, { signal }).catch(() => {});
    options.signal?.throwIfAborted();
    if (deadline.aborted) {
      const reason = last === undefined ? "" : `: ${last instanceof Error ? last.message : String(last)}`;
      throw new Error(`Cannot see ${what} within ${deadlineMs / 1000} s${reason}`, { cause: last });
    }
  }
}
