import { getOrMake } from "../collections/getOrMake.ts";
import type { CancelTimer, Clock } from "./clock.ts";
import { type BucketLimits, TokenBucket } from "./tokenBucket.ts";

export interface PacedQueueOptions<T> {
  /** How many are under way at a time. */
  readonly concurrency: number;
  /** How many are begun. */
  readonly pace: BucketLimits;
  /** Whose it is: clients take turns. */
  clientOf(item: T): string;
  /** What a client's things may take in a second on average, and so much more after a quiet time. */
  readonly load: { readonly perSecond: number; readonly burst: number };
  readonly clock: Clock;
  /**
   * Never rejects.
   *
   * @param onLoad to be called with what it takes: past `load`, its client waits, and no other
   */
  run(item: T, onLoad: (amount: number) => void): Promise<void>;
}

/** Deals with things one after the other, each once however often it is wanted meanwhile: few at a time, and at a pace. */
export class PacedQueue<T> {
  readonly #options: PacedQueueOptions<T>;
  readonly #bucket: TokenBucket;
  /** By client, whose turn is next first. */
  readonly #waiting = new Map<string, Set<T>>();
  /** When a client will have made up for what it took. */
  readonly #evenAtMs = new Map<string, number>();
  readonly #timers = new Map<T, CancelTimer>();
  #underWay = 0;
  #cancelPace: CancelTimer = () => {};

  constructor(options: PacedQueueOptions<T>) {
    this.#options = options;
    this.#bucket = new TokenBucket(() => options.pace, options.clock);
  }

  add(item: T): void {
    getOrMake(this.#waiting, this.#options.clientOf(item), () => new Set()).add(item);
    this.#pump();
  }

  /** Adds it after so many milliseconds, in place of the time that it had; `onDue` is called right before. */
  later(item: T, delayMs: number, onDue: () => void = () => {}): void {
    this.#timers.get(item)?.();
    const onTime = () => {
      this.#timers.delete(item);
      onDue();
      this.add(item);
    };
    this.#timers.set(item, this.#options.clock.schedule(delayMs, onTime));
  }

  /** Whatever it waits for; what is under way goes on. */
  delete(item: T): void {
    this.#timers.get(item)?.();
    this.#timers.delete(item);
    const client = this.#options.clientOf(item);
    const items = this.#waiting.get(client);
    if (items?.delete(item) === true && items.size === 0) {
      this.#waiting.delete(client);
    }
  }

  /** Begins nothing more of what is known. */
  stop(): void {
    this.#cancelPace();
    for (const cancel of this.#timers.values()) {
      cancel();
    }
    this.#timers.clear();
    this.#waiting.clear();
  }

  #pump(): void {
    this.#cancelPace();
    let soonestMs = Number.POSITIVE_INFINITY;
    // A client that is served goes to the end, where it has its next turn.
    for (const [client, items] of this.#waiting) {
      if (this.#underWay >= this.#options.concurrency) {
        return;
      }
      const paceMs = this.#bucket.waitMs();
      if (paceMs > 0) {
        soonestMs = paceMs;
        break;
      }
      const waitMs = this.#loadWaitMs(client);
      if (waitMs > 0) {
        soonestMs = Math.min(soonestMs, waitMs);
        continue;
      }
      this.#bucket.take();
      const item = items.values().next().value as T;
      items.delete(item);
      this.#waiting.delete(client);
      if (items.size > 0) {
        this.#waiting.set(client, items);
      }
      void this.#run(client, item);
    }
    if (soonestMs < Number.POSITIVE_INFINITY) {
      this.#cancelPace = this.#options.clock.schedule(soonestMs, () => this.#pump());
    }
  }

  /** Milliseconds until a client may take more. */
  #loadWaitMs(client: string): number {
    const { clock, load } = this.#options;
    const evenAtMs = this.#evenAtMs.get(client) ?? 0;
    return Math.ceil(evenAtMs - clock.monotonic() - (load.burst / load.perSecond) * 1000);
  }

  #addLoad(client: string, amount: number): void {
    const { clock, load } = this.#options;
    const fromMs = Math.max(this.#evenAtMs.get(client) ?? 0, clock.monotonic());
    this.#evenAtMs.set(client, fromMs + (amount / load.perSecond) * 1000);
  }

  async #run(client: string, item: T): Promise<void> {
    const { clock, run } = this.#options;
    this.#underWay++;
    await run(item, (amount) => this.#addLoad(client, amount));
    this.#underWay--;
    const now = clock.monotonic();
    for (const [each, evenAtMs] of this.#evenAtMs) {
      if (evenAtMs <= now) {
        this.#evenAtMs.delete(each);
      }
    }
    this.#pump();
  }
}
