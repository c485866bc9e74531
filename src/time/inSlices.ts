import type { Clock } from "./clock.ts";
import { TimeSlice } from "./timeSlice.ts";

/**
 * Visits many items without keeping the event loop from anything else. What is iterated may change between two of them, as a
 * `Map` or a `Set` may.
 *
 * @param visit must be short
 * @throws `signal.reason` when `signal` aborts
 */
export async function inSlices<T>(
  items: Iterable<T>,
  visit: (item: T) => void,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const slice = new TimeSlice(clock);
  for (const item of items) {
    visit(item);
    if (slice.isOver) {
      await slice.rest();
      signal.throwIfAborted();
    }
  }
}
