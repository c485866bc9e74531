import { getOrMake } from "../collections/getOrMake.ts";

/**
 * Bounds the requests that are under way at once, all registries together: a process has only so many file descriptors, and
 * each connection takes memory. Whoever has fewest under way is served next, so that no number of registries that never
 * answer holds up one that does. Waiting is no part of a request's time.
 */
export class SocketTurns {
  /** Of each registry with requests under way, how many. */
  readonly #held = new Map<string, number>();
  /** Of each registry what waits, the one that was served longest ago first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #free: number;

  /** @param sockets how many requests may be under way */
  constructor(sockets: number) {
    this.#free = sockets;
  }

  /** Takes a turn where one is free, so that nobody has to wait; false where none is. */
  takeFree(registry: string): boolean {
    const isFree = this.#free > 0;
    if (isFree) {
      this.#free--;
      this.#held.set(registry, (this.#held.get(registry) ?? 0) + 1);
    }
    return isFree;
  }

  /**
   * Waits for a turn, which is to be given back with {@link release}.
   *
   * @throws `signal.reason`, when `signal` aborts
   */
  async take(registry: string, { signal }: { signal: AbortSignal }): Promise<void> {
    if (this.takeFree(registry)) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onTurn = () => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      };
      const onAbort = () => {
        this.#takeOut(registry, onTurn);
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      getOrMake(this.#waiting, registry, () => []).push(onTurn);
    });
  }

  release(registry: string): void {
    const left = (this.#held.get(registry) ?? 0) - 1;
    if (left > 0) {
      this.#held.set(registry, left);
    } else {
      this.#held.delete(registry);
    }
    this.#free++;
    const next = this.#next();
    const onTurn = next === undefined ? undefined : this.#waiting.get(next)?.[0];
    if (next !== undefined && onTurn !== undefined) {
      this.#takeOut(next, onTurn);
      this.takeFree(next);
      onTurn();
    }
  }

  /** Who of those that wait has fewest under way. */
  #next(): string | undefined {
    let next: string | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const registry of this.#waiting.keys()) {
      const held = this.#held.get(registry) ?? 0;
      if (held < fewest) {
        next = registry;
        fewest = held;
      }
      if (held === 0) {
        break;
      }
    }
    return next;
  }

  #takeOut(registry: string, onTurn: () => void): void {
    const others = (this.#waiting.get(registry) ?? []).filter((other) => other !== onTurn);
    // Also where others are left: the registry goes to the end.
    this.#waiting.delete(registry);
    if (others.length > 0) {
      this.#waiting.set(registry, others);
    }
  }
}
