import { TurnQueue } from "../collections/turnQueue.ts";
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
  #waiting = new TurnQueue<T>();
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
    this.#waiting.push(this.#options.clientOf(item), item);
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
    this.#waiting.delete(this.#options.clientOf(item), item);
  }

  /** Begins nothing more of what is known. */
  stop(): void {
    this.#cancelPace();
    for (const cancel of this.#timers.values()) {
      cancel();
    }
    this.#timers.clear();
    this.#waiting = new TurnQueue<T>();
  }

  #pump(): void {
    this.#cancelPace();
    while (!this.#waiting.isEmpty && this.#underWay < this.#options.concurrency) {
      const paceMs = this.#bucket.waitMs();
      let loadMs = Number.POSITIVE_INFINITY;
      const mayGo = (client: string) => {
        const waitMs = this.#loadWaitMs(client);
        loadMs = Math.min(loadMs, waitMs);
        return waitMs <= 0;
      };
      const turn = paceMs > 0 ? undefined : this.#waiting.shift(mayGo);
      if (turn === undefined) {
        this.#cancelPace = this.#options.clock.schedule(paceMs > 0 ? paceMs : loadMs, () => this.#pump());
        return;
      }
      this.#bucket.take();
      void this.#run(turn.client, turn.item);
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
