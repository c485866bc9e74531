import { setImmediate } from "node:timers/promises";
import type { Clock } from "./clock.ts";

/** Longest stretch of our own, in milliseconds, before other work of the process gets its turn. */
const SLICE_MS = 4;

/** Tells work of many steps when to let the event loop go on. */
export class TimeSlice {
  readonly #clock: Clock;
  #end: number;

  /** Begins now. */
  constructor(clock: Clock) {
    this.#clock = clock;
    this.#end = clock.monotonic() + SLICE_MS;
  }

  get isOver(): boolean {
    return this.#clock.monotonic() >= this.#end;
  }

  /** Resolves when what the event loop had to do is done; a new slice begins then. */
  async rest(): Promise<void> {
    await setImmediate();
    this.#end = this.#clock.monotonic() + SLICE_MS;
  }
}
