import { BoundedMap } from "../collections/boundedMap.ts";
import { getOrMake } from "../collections/getOrMake.ts";

/** More than any registry has under way. */
const SILENT = 1_000_000;
/** More registries than a cluster has. */
const MAX_REMEMBERED = 10_000;

/**
 * Bounds the requests that are under way at once, all registries together: a process has only so many file descriptors, and
 * each connection takes memory. Next are those that answered last time, then whoever has fewest under way: no number of
 * registries that never answer holds up one that does for longer than it takes one of them to be given up. Waiting is no
 * part of a request's time.
 */
export class SocketTurns {
  /** Of each registry with requests under way, how many. */
  readonly #held = new Map<string, number>();
  /** Of each registry what waits, the one that was served longest ago first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #answered = new BoundedMap<string, true>(MAX_REMEMBERED);
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

  /** @param answered whether there was an answer, of whatever kind */
  release(registry: string, answered: boolean): void {
    if (!answered) {
      this.#answered.delete(registry);
    } else if (this.#answered.get(registry) === undefined) {
      this.#answered.set(registry, true);
    }
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

  /** Who of those that wait is next. */
  #next(): string | undefined {
    let next: string | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const registry of this.#waiting.keys()) {
      const isSilent = this.#answered.get(registry) === undefined;
      const rank = (this.#held.get(registry) ?? 0) + (isSilent ? SILENT : 0);
      if (rank < least) {
        next = registry;
        least = rank;
      }
      if (rank === 0) {
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
