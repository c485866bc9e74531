import type { Logger } from "../log/logger.ts";
import type { RegistryLane } from "./registryLane.ts";

/** Tells how long a whole round of checks takes, and says so when that is longer than the window. */
export class RoundEstimate {
  readonly #windowMs: number;
  readonly #log: Logger;
  #late = false;

  constructor(windowMs: number, log: Logger) {
    this.#windowMs = windowMs;
    this.#log = log;
  }

  /** The time of the slowest lane for one round, in milliseconds; 0 without targets. */
  durationMs(lanes: Iterable<RegistryLane>): number {
    return this.#slowest(lanes)?.durationMs ?? 0;
  }

  /** To be called once a cycle: one line when the window can no longer be kept, one when it can again. */
  report(lanes: Iterable<RegistryLane>): void {
    const slowest = this.#slowest(lanes);
    const late = slowest !== undefined && slowest.durationMs > this.#windowMs;
    if (late === this.#late) {
      return;
    }
    this.#late = late;
    if (!late) {
      this.#log.info({}, "every image can be checked within the window again");
      return;
    }
    const { registry, size } = slowest.lane;
    const seconds = Math.round(slowest.durationMs / 1000);
    const windowSeconds = Math.round(this.#windowMs / 1000);
    this.#log.warn(
      { registry, targets: size, roundSeconds: seconds, windowSeconds },
      `images cannot all be checked within the window: a round takes ${seconds} s instead of ${windowSeconds} s; ` +
        "raise requestsPerSecond or concurrency of the registry, or recheckWindow",
    );
  }

  #slowest(
    lanes: Iterable<RegistryLane>,
  ): { readonly lane: RegistryLane; readonly durationMs: number } | undefined {
    let slowest: { lane: RegistryLane; durationMs: number } | undefined;
    for (const lane of lanes) {
      const { requestsPerSecond, concurrency } = lane.limits;
      const perCheckMs = Math.max(1000 / requestsPerSecond, lane.meanCheckMs / concurrency);
      const durationMs = lane.size * perCheckMs;
      if (slowest === undefined || durationMs > slowest.durationMs) {
        slowest = { lane, durationMs };
      }
    }
    return slowest;
  }
}
