import type { CancelTimer, Clock } from "../time/clock.ts";

/** Something that must be over in time. */
export interface Expiring {
  /** Called once when its time is over, unless it was removed first. */
  expire(): void;
}

/**
 * Deadlines for many short operations, of which nearly all end in time: one timer for all that share a duration, instead
 * of one for each. Equal durations end in the order they began, so the first of the queue is always the next to expire.
 */
export class Deadlines {
  readonly #clock: Clock;
  readonly #queues = new Map<number, Queue>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param durationMs how long the operation may take, in milliseconds */
  add(operation: Expiring, durationMs: number): void {
    let queue = this.#queues.get(durationMs);
    if (queue === undefined) {
      queue = { deadlines: new Map(), cancel: undefined };
      this.#queues.set(durationMs, queue);
    }
    queue.deadlines.set(operation, this.#clock.monotonic() + durationMs);
    queue.cancel ??= this.#arm(queue, durationMs);
  }

  remove(operation: Expiring, durationMs: number): void {
    this.#queues.get(durationMs)?.deadlines.delete(operation);
  }

  /** Cancels the timers; what is still under way does not expire any more. */
  close(): void {
    for (const queue of this.#queues.values()) {
      queue.cancel?.();
    }
    this.#queues.clear();
  }

  #arm(queue: Queue, delayMs: number): CancelTimer {
    return this.#clock.schedule(Math.max(1, Math.ceil(delayMs)), () => {
      queue.cancel = undefined;
      const now = this.#clock.monotonic();
      const expired: Expiring[] = [];
      for (const [operation, deadline] of queue.deadlines) {
        if (deadline > now) {
          queue.cancel = this.#arm(queue, deadline - now);
          break;
        }
        expired.push(operation);
      }
      for (const operation of expired) {
        queue.deadlines.delete(operation);
      }
      for (const operation of expired) {
        operation.expire();
      }
    });
  }
}

interface Queue {
  /** By insertion: the earliest first. */
  readonly deadlines: Map<Expiring, number>;
  /** Set while a timer runs. */
  cancel: CancelTimer | undefined;
}
