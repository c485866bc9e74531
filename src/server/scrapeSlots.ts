import { FairQueue } from "../collections/fairQueue.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";

/** A slot that somebody has. */
export interface ScrapeSlot {
  /** The client has taken what it was sent so far. */
  progress(): void;
  /** Gives the slot to whoever is next. @param isTaken whether the client took its whole answer */
  release(isTaken: boolean): void;
}

export interface SlotRequest {
  /** Clients are served in turn. */
  readonly client: string;
  /** Called when the slot is needed by others and the client is too slow; the slot is theirs then. */
  readonly giveWay: () => void;
  readonly signal: AbortSignal;
}

/** A client that has taken nothing for so long, in milliseconds, gives way to those that wait. */
const PATIENCE_MS = 1_000;
/** The same while more wait than are served: so all that there are places for have their turn within some five seconds. */
const PATIENCE_WITH_MANY_MS = 300;
/** Nobody waits longer, in milliseconds: Prometheus gives up after 10 s by default, and is better told why. */
const WAIT_MS = 8_000;

/** How many clients that take what they are sent have turns of their own, and after how long, in milliseconds, no more. */
const REGULARS = 16;
const REGULAR_MS = 5 * 60_000;

interface Holder {
  /** When it last took something, on the monotonic clock. */
  progressMs: number;
  readonly giveWay: () => void;
}

interface Waiter {
  readonly request: SlotRequest;
  settle(slot: ScrapeSlot | undefined): void;
}

/**
 * Bounds the scrapes that are written at once, and those that wait for it: each holds a copy of the verdicts and a
 * chunk or two of text, and takes its share of the processor. Nobody keeps others out by reading slowly, nor by asking
 * often, nor, whoever has taken an answer before, by being many: a scraper comes back.
 */
export class ScrapeSlots {
  readonly #slots: number;
  readonly #clock: Clock;
  readonly #waiting: FairQueue<Waiter>;
  readonly #regularsWaiting: FairQueue<Waiter>;
  /** When each took an answer last, on the monotonic clock. */
  readonly #regulars = new Map<string, number>();
  #regularIsNext = true;
  readonly #holders = new Set<Holder>();
  #cancelLook: CancelTimer | undefined;

  /**
   * @param slots how many scrapes may be written at once
   * @param places how many may wait, and as many of those who took an answer before
   */
  constructor(slots: number, places: number, clock: Clock) {
    this.#slots = slots;
    this.#clock = clock;
    this.#waiting = new FairQueue(places);
    this.#regularsWaiting = new FairQueue(places);
  }

  /**
   * Waits for a slot, 8 s at most. Resolves with undefined then, and where too many wait, of whom the client has most.
   *
   * @throws `signal.reason`, when `signal` aborts
   */
  acquire(request: SlotRequest): Promise<ScrapeSlot | undefined> {
    const { client, signal } = request;
    if (signal.aborted) {
      return Promise.reject(signal.reason);
    }
    if (this.#holders.size < this.#slots) {
      return Promise.resolve(this.#give(request));
    }
    const queue = this.#isRegular(client) ? this.#regularsWaiting : this.#waiting;
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        cancelWait();
        queue.remove(client, waiter);
        reject(signal.reason);
      };
      const cancelWait = this.#clock.schedule(WAIT_MS, () => {
        queue.remove(client, waiter);
        waiter.settle(undefined);
      });
      const waiter: Waiter = {
        request,
        settle(slot) {
          cancelWait();
          signal.removeEventListener("abort", onAbort);
          resolve(slot);
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      queue.push(client, waiter)?.settle(undefined);
      this.#lookLater();
    });
  }

  get #waitingCount(): number {
    return this.#waiting.size + this.#regularsWaiting.size;
  }

  #give({ client, giveWay }: SlotRequest): ScrapeSlot {
    const holder: Holder = { progressMs: this.#clock.monotonic(), giveWay };
    this.#holders.add(holder);
    return {
      progress: () => {
        holder.progressMs = this.#clock.monotonic();
      },
      release: (isTaken) => {
        if (isTaken) {
          this.#remember(client);
        }
        this.#release(holder);
      },
    };
  }

  #release(holder: Holder): void {
    if (!this.#holders.delete(holder)) {
      return;
    }
    const [first, second] = this.#regularIsNext
      ? [this.#regularsWaiting, this.#waiting]
      : [this.#waiting, this.#regularsWaiting];
    if (first.size > 0 && second.size > 0) {
      this.#regularIsNext = !this.#regularIsNext;
    }
    const next = first.shift() ?? second.shift();
    next?.settle(this.#give(next.request));
  }

  #isRegular(client: string): boolean {
    const tookMs = this.#regulars.get(client);
    return tookMs !== undefined && this.#clock.monotonic() - tookMs < REGULAR_MS;
  }

  #remember(client: string): void {
    for (const other of this.#regulars.keys()) {
      if (!this.#isRegular(other)) {
        this.#regulars.delete(other);
      }
    }
    if (this.#regulars.has(client) || this.#regulars.size < REGULARS) {
      this.#regulars.set(client, this.#clock.monotonic());
    }
  }

  /** While somebody waits, sees to it that whoever has taken nothing for too long gives way. */
  #lookLater(): void {
    if (this.#cancelLook !== undefined || this.#waitingCount === 0) {
      return;
    }
    const oldest = Math.min(...[...this.#holders].map(({ progressMs }) => progressMs));
    const patienceMs = this.#waitingCount > this.#slots ? PATIENCE_WITH_MANY_MS : PATIENCE_MS;
    const delayMs = Math.max(1, Math.ceil(oldest + patienceMs - this.#clock.monotonic()));
    this.#cancelLook = this.#clock.schedule(delayMs, () => {
      this.#cancelLook = undefined;
      const limit = this.#clock.monotonic() - patienceMs;
      for (const holder of [...this.#holders]) {
        if (this.#waitingCount > 0 && holder.progressMs <= limit) {
          this.#release(holder);
          holder.giveWay();
        }
      }
      this.#lookLater();
    });
  }
}
