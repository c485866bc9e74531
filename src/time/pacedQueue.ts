import type { CancelTimer, Clock } from "./clock.ts";
import { type BucketLimits, TokenBucket } from "./tokenBucket.ts";

export interface PacedQueueOptions<T> {
  /** How many are under way at a time. */
  readonly concurrency: number;
  /** How many are begun. */
  readonly pace: BucketLimits;
  readonly clock: Clock;
  /** Never rejects. */
  run(item: T): Promise<void>;
}

/** Deals with things one after the other, each once however often it is wanted meanwhile: few at a time, and at a pace. */
export class PacedQueue<T> {
  readonly #options: PacedQueueOptions<T>;
  readonly #bucket: TokenBucket;
  readonly #waiting = new Set<T>();
  readonly #timers = new Map<T, CancelTimer>();
  #underWay = 0;
  #cancelPace: CancelTimer = () => {};

  constructor(options: PacedQueueOptions<T>) {
    this.#options = options;
    this.#bucket = new TokenBucket(() => options.pace, options.clock);
  }

  add(item: T): void {
    this.#waiting.add(item);
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
    this.#waiting.delete(item);
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
    for (const item of this.#waiting) {
      if (this.#underWay >= this.#options.concurrency) {
        return;
      }
      const waitMs = this.#bucket.waitMs();
      if (waitMs > 0) {
        this.#cancelPace = this.#options.clock.schedule(waitMs, () => this.#pump());
        return;
      }
      this.#bucket.take();
      this.#waiting.delete(item);
      void this.#run(item);
    }
  }

  async #run(item: T): Promise<void> {
    this.#underWay++;
    await this.#options.run(item);
    this.#underWay--;
    this.#pump();
  }
}
