import type { Clock } from "../time/clock.ts";

/** How long an answer serves the other namespaces' reflectors, in milliseconds. */
const FRESH_MS = 5000;

/**
 * Finds out whether a server is older than what is known of it: restored from a copy, or another one behind the same
 * address. Such a server takes a watch from a version that it has not reached yet, and says nothing until it has.
 *
 * One for all namespaces of a kind: all of a kind's versions come from one etcd.
 */
export class VersionLook {
  readonly #clock: Clock;
  #answer: Promise<string> | undefined;
  #askedAt = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @param known the latest version that was heard of
   * @param ask asks the server for its version now; rejections are handed on
   */
  async isBehind(known: string, ask: () => Promise<string>): Promise<boolean> {
    if (this.#answer !== undefined && this.#clock.monotonic() - this.#askedAt < FRESH_MS) {
      // What was asked earlier may be too old for this one, or have failed for reasons of its own.
      const recent = await this.#answer.catch(() => undefined);
      if (recent !== undefined && !isLower(recent, known)) {
        return false;
      }
    }
    this.#askedAt = this.#clock.monotonic();
    this.#answer = ask();
    return isLower(await this.#answer, known);
  }
}

/** Whether one version is before another. Versions of Kubernetes' own API server are numbers; others are not compared. */
export function isLower(version: string, other: string): boolean {
  const comparable = /^[0-9]+$/.test(version) && /^[0-9]+$/.test(other);
  return comparable && BigInt(version) < BigInt(other);
}
