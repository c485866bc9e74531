import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { LastChange } from "./lastChange.ts";

/** A mounted file takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;
/** How often files are read anew that go on changing. */
const MAX_READINGS = 10;

/**
 * Reads files that belong together when somebody asks, and again when somebody asks a few seconds later: once for all who
 * ask meanwhile. What is being changed is read until it has been as it is for a moment.
 *
 * @param read tells of each file that it reads, and of folders in which it looks for one
 * @returns asks; resolves to undefined where they go on changing, rejects as `read` does
 */
export function followFiles<T>(
  read: (change: LastChange) => Promise<T>,
  clock: Clock,
): () => Promise<T | undefined> {
  let last: Promise<T | undefined> | undefined;
  let untilMs = 0;
  return () => {
    if (last === undefined || clock.monotonic() >= untilMs) {
      untilMs = Number.POSITIVE_INFINITY;
      last = readSettled(read, clock).finally(() => {
        untilMs = clock.monotonic() + LOOK_EVERY_MS;
      });
      // Whoever asks hears of it.
      last.catch(() => {});
    }
    return last;
  };
}

async function readSettled<T>(
  read: (change: LastChange) => Promise<T>,
  clock: Clock,
): Promise<T | undefined> {
  // Belongs to no single one who asks: it goes on for the others.
  const { signal } = new AbortController();
  let change: LastChange | undefined;
  for (let readings = 0; readings < MAX_READINGS; readings++) {
    change = new LastChange(clock, change);
    const content = await read(change);
    if (change.restMs === 0) {
      return content;
    }
    await delay(change.restMs, { clock, signal });
  }
  return undefined;
}
