import { FairQueue } from "../collections/fairQueue.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";

/** A slot that somebody has. */
export interface ScrapeSlot {
  /** The client has taken what it was sent so far. */
  progress(): void;
  /** Gives the slot to whoever is next. */
  release(): void;
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

interface Holder {
  /** When it last took something, on the monotonic clock. */
  progressMs: number;
  readonly giveWay: () => void;
}

interface Waiter {
  readonly giveWay: () => void;
  settle(slot: ScrapeSlot | undefined): void;
}

/**
 * Bounds the scrapes that are written at once, and those that wait for it: each holds a copy of the verdicts and a
 * chunk or two of text, and takes its share of the processor. Nobody keeps others out by reading slowly, nor by asking
 * often.
 */
export class ScrapeSlots {
  readonly #slots: number;
  readonly #clock: Clock;
  readonly #waiting: FairQueue<Waiter>;
  readonly #holders = new Set<Holder>();
  #cancelLook: CancelTimer | undefined;

  /**
   * @param slots how many scrapes may be written at once
   * @param places how many may wait
   */
  constructor(slots: number, places: number, clock: Clock) {
    this.#slots = slots;
    this.#clock = clock;
    this.#waiting = new FairQueue(places);
  }

  /**
   * Waits for a slot, 8 s at most. Resolves with undefined then, and where too many wait, of whom the client has most.
   *
   * @throws `signal.reason`, when `signal` aborts
   */
  acquire({ client, giveWay, signal }: SlotRequest): Promise<ScrapeSlot | undefined> {
    if (signal.aborted) {
      return Promise.reject(signal.reason);
    }
    if (this.#holders.size < this.#slots) {
      return Promise.resolve(this.#give(giveWay));
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        cancelWait();
        this.#waiting.remove(client, waiter);
        reject(signal.reason);
      };
      const cancelWait = this.#clock.schedule(WAIT_MS, () => {
        this.#waiting.remove(client, waiter);
        waiter.settle(undefined);
      });
      const waiter: Waiter = {
        giveWay,
        settle(slot) {
          cancelWait();
          signal.removeEventListener("abort", onAbort);
          resolve(slot);
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(client, waiter)?.settle(undefined);
      this.#lookLater();
    });
  }

  #give(giveWay: () => void): ScrapeSlot {
    const holder: Holder = { progressMs: this.#clock.monotonic(), giveWay };
    this.#holders.add(holder);
    return {
      progress: () => {
        holder.progressMs = this.#clock.monotonic();
      },
      release: () => this.#release(holder),
    };
  }

  #release(holder: Holder): void {
    if (!this.#holders.delete(holder)) {
      return;
    }
    const next = this.#waiting.shift();
    next?.settle(this.#give(next.giveWay));
  }

  /** While somebody waits, sees to it that whoever has taken nothing for too long gives way. */
  #lookLater(): void {
    if (this.#cancelLook !== undefined || this.#waiting.size === 0) {
      return;
    }
    const oldest = Math.min(...[...this.#holders].map(({ progressMs }) => progressMs));
    const patienceMs = this.#waiting.size > this.#slots ? PATIENCE_WITH_MANY_MS : PATIENCE_MS;
    const delayMs = Math.max(1, Math.ceil(oldest + patienceMs - this.#clock.monotonic()));
    this.#cancelLook = this.#clock.schedule(delayMs, () => {
      this.#cancelLook = undefined;
      const limit = this.#clock.monotonic() - patienceMs;
      for (const holder of [...this.#holders]) {
        if (this.#waiting.size > 0 && holder.progressMs <= limit) {
          this.#release(holder);
          holder.giveWay();
        }
      }
      this.#lookLater();
    });
  }
}
