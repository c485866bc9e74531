/**
 * Bounds the scrapes that are written at once, and those that wait for it: each holds a copy of the verdicts and a
 * chunk or two of text, and takes its share of the processor.
 */
export class ScrapeSlots {
  readonly #slots: number;
  readonly #places: number;
  readonly #waiting = new Set<() => void>();
  #taken = 0;

  /**
   * @param slots how many scrapes may be written at once
   * @param places how many may wait
   */
  constructor(slots: number, places: number) {
    this.#slots = slots;
    this.#places = places;
  }

  /**
   * Waits for a slot. Resolves with the function that gives it back, or with undefined where too many wait already.
   *
   * @throws `signal.reason`, when `signal` aborts
   */
  acquire({ signal }: { signal: AbortSignal }): Promise<(() => void) | undefined> {
    if (signal.aborted) {
      return Promise.reject(signal.reason);
    }
    if (this.#taken < this.#slots) {
      this.#taken++;
      return Promise.resolve(this.#releaser());
    }
    if (this.#waiting.size >= this.#places) {
      return Promise.resolve(undefined);
    }
    return new Promise((resolve, reject) => {
      const onTurn = () => {
        signal.removeEventListener("abort", onAbort);
        resolve(this.#releaser());
      };
      const onAbort = () => {
        this.#waiting.delete(onTurn);
        reject(signal.reason);
      };
      this.#waiting.add(onTurn);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  /** The slot goes to whoever waits for longest. */
  #releaser(): () => void {
    let released = false;
    return () => {
      if (released) {
        return;
      }
      released = true;
      const [next] = this.#waiting;
      if (next !== undefined) {
        this.#waiting.delete(next);
        next();
      } else {
        this.#taken--;
      }
    };
  }
}
