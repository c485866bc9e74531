import type { CancelTimer, Clock } from "../time/clock.ts";

/** Calls once when nothing has happened for too long: how a half-open connection is noticed. */
export class SilenceWatch {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #onSilence: () => void;
  #last: number;
  #cancel: CancelTimer;

  /** Counts from now on. @param limitMs how long silence may last, in milliseconds */
  constructor(clock: Clock, limitMs: number, onSilence: () => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#onSilence = onSilence;
    this.#last = clock.monotonic();
    this.#cancel = clock.schedule(limitMs, () => this.#look());
  }

  /** Something has happened. Cheap: no timer is touched. */
  touch(): void {
    this.#last = this.#clock.monotonic();
  }

  stop(): void {
    this.#cancel();
  }

  #look(): void {
    const remaining = this.#last + this.#limitMs - this.#clock.monotonic();
    if (remaining > 0) {
      this.#cancel = this.#clock.schedule(remaining, () => this.#look());
    } else {
      this.#onSilence();
    }
  }
}
