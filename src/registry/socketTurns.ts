import { FairQueue } from "../collections/fairQueue.ts";

/** More requests than can be under way wait; a few thousand is what all lanes together have. */
const MAX_WAITING = 100_000;

/**
 * Bounds the requests that are under way at once, all registries together: a process has only so many file descriptors.
 * Registries are served in turn, and waiting is no part of a request's time.
 */
export class SocketTurns {
  readonly #waiting = new FairQueue<() => void>(MAX_WAITING);
  #free: number;

  /** @param sockets how many requests may be under way */
  constructor(sockets: number) {
    this.#free = sockets;
  }

  /** Takes a turn where one is free, so that nobody has to wait; false where none is. */
  takeFree(): boolean {
    const isFree = this.#free > 0;
    if (isFree) {
      this.#free--;
    }
    return isFree;
  }

  /**
   * Waits for a turn, which is to be given back with {@link release}.
   *
   * @throws `signal.reason`, when `signal` aborts
   */
  async take(registry: string, { signal }: { signal: AbortSignal }): Promise<void> {
    if (this.takeFree()) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const onTurn = () => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      };
      const onAbort = () => {
        this.#waiting.remove(registry, onTurn);
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(registry, onTurn);
    });
  }

  release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free++;
    } else {
      next();
    }
  }
}
