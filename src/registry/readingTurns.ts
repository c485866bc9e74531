/** How many read on in one turn of the event loop: of each 16 KB come in at once, most often a fraction of a millisecond's work, 4 at most. */
const READERS = 8;

/**
 * Lets few of those that read much go on in each turn of the event loop: thousands of connections may have a megabyte each
 * to be read at the same moment, and all of it would be one stretch. Those that hold much already go first, so that they
 * are through with it before others begin.
 */
export class ReadingTurns {
  readonly #holding: (() => void)[] = [];
  readonly #others: (() => void)[] = [];
  readonly #readers: number;

  /** @param readers how many go on in each turn */
  constructor(readers = READERS) {
    this.#readers = readers;
  }

  /**
   * @param onTurn called once, later
   * @param isHolding whether it holds memory until it has read all
   */
  wait(onTurn: () => void, { isHolding }: { isHolding: boolean }): void {
    if (this.#holding.length + this.#others.length === 0) {
      setImmediate(() => this.#next());
    }
    (isHolding ? this.#holding : this.#others).push(onTurn);
  }

  #next(): void {
    const turns = this.#holding.splice(0, this.#readers);
    turns.push(...this.#others.splice(0, this.#readers - turns.length));
    for (const onTurn of turns) {
      onTurn();
    }
    if (this.#holding.length + this.#others.length > 0) {
      setImmediate(() => this.#next());
    }
  }
}
