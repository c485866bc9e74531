import type { CancelTimer, Clock } from "../time/clock.ts";
import { scheduleAwake } from "../time/scheduleAwake.ts";

/** An operation that must be over in time, and that a signal can end. */
export abstract class PendingOperation {
  readonly signal: AbortSignal;
  /** Kept by {@link PendingOperations}. */
  queue: Queue | undefined;
  deadline = 0;
  previous: PendingOperation | undefined;
  next: PendingOperation | undefined;

  /** @param signal not aborted yet */
  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** Called once when its time is over, unless it was removed first. */
  abstract expire(): void;

  /** Called once when its signal aborts, unless it was removed first. */
  abstract abort(reason: unknown): void;
}

/**
 * Deadlines and signals for many short operations, of which nearly all end by themselves: one timer for all that share a
 * duration, and one listener for all that share a signal. Equal durations end in the order they began, so the head of a
 * queue is always the next to expire. Where the process was held up, they get more time: their answers may be there.
 *
 * The queues are linked through the operations, and links are cleared on removal. A Map or a listener for each operation
 * costs far more than it seems: what the collector has promoted of them once keeps every later operation from dying
 * young.
 */
export class PendingOperations {
  readonly #clock: Clock;
  readonly #queues = new Map<number, Queue>();
  readonly #signals = new WeakSet<AbortSignal>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param durationMs how long the operation may take, in milliseconds */
  add(operation: PendingOperation, durationMs: number): void {
    let queue = this.#queues.get(durationMs);
    if (queue === undefined) {
      queue = { durationMs, head: undefined, tail: undefined, cancel: undefined };
      this.#queues.set(durationMs, queue);
    }
    operation.queue = queue;
    operation.deadline = this.#clock.monotonic() + durationMs;
    operation.previous = queue.tail;
    if (queue.tail === undefined) {
      queue.head = operation;
    } else {
      queue.tail.next = operation;
    }
    queue.tail = operation;
    queue.cancel ??= this.#arm(queue, durationMs);
    if (!this.#signals.has(operation.signal)) {
      this.#signals.add(operation.signal);
      operation.signal.addEventListener("abort", () => this.#abort(operation.signal), { once: true });
    }
  }

  /** Does nothing where the operation was removed before. */
  remove(operation: PendingOperation): void {
    const { queue, previous, next } = operation;
    if (queue === undefined) {
      return;
    }
    if (previous === undefined) {
      queue.head = next;
    } else {
      previous.next = next;
    }
    if (next === undefined) {
      queue.tail = previous;
    } else {
      next.previous = previous;
    }
    operation.queue = undefined;
    operation.previous = undefined;
    operation.next = undefined;
  }

  /** Cancels the timers; what is still pending does not expire any more. */
  close(): void {
    for (const queue of this.#queues.values()) {
      queue.cancel?.();
    }
    this.#queues.clear();
  }

  #arm(queue: Queue, delayMs: number): CancelTimer {
    const onTime = () => {
      queue.cancel = undefined;
      const now = this.#clock.monotonic();
      const expired: PendingOperation[] = [];
      for (let head = queue.head; head !== undefined && head.deadline <= now; head = queue.head) {
        this.remove(head);
        expired.push(head);
      }
      if (queue.head !== undefined) {
        queue.cancel = this.#arm(queue, queue.head.deadline - now);
      }
      for (const operation of expired) {
        operation.expire();
      }
    };
    return scheduleAwake(this.#clock, Math.max(1, Math.ceil(delayMs)), onTime, queue.durationMs);
  }

  #abort(signal: AbortSignal): void {
    const aborted: PendingOperation[] = [];
    for (const queue of this.#queues.values()) {
      for (let operation = queue.head; operation !== undefined; operation = operation.next) {
        if (operation.signal === signal) {
          aborted.push(operation);
        }
      }
    }
    for (const operation of aborted) {
      this.remove(operation);
      operation.abort(signal.reason);
    }
  }
}

interface Queue {
  readonly durationMs: number;
  head: PendingOperation | undefined;
  tail: PendingOperation | undefined;
  /** Set while a timer runs. */
  cancel: CancelTimer | undefined;
}
