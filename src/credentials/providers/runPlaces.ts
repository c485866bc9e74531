import { BoundedMap } from "../../collections/boundedMap.ts";
import { TurnQueue } from "../../collections/turnQueue.ts";

/** How many registries are remembered whose last run gave an answer. */
const REMEMBERED = 4_096;

/**
 * Bounds the programs that run at a time. Whoever names images makes registries up, for which a program takes its time to
 * fail: those for which the last run gave an answer go first and have a place that others never get, and registries take
 * turns.
 */
export class RunPlaces {
  readonly #places: number;
  readonly #trusted = new BoundedMap<string, true>(REMEMBERED);
  readonly #first = new TurnQueue<() => void>();
  readonly #others = new TurnQueue<() => void>();
  #running = 0;
  #othersRunning = 0;

  /** @param places how many run at a time, at least 2 */
  constructor(places: number) {
    this.#places = places;
  }

  /**
   * Has something run in its turn.
   *
   * @param isAnswer whether what came of it is what a registry of this name should have
   */
  async run<T>(registry: string, work: () => Promise<T>, isAnswer: (result: T) => boolean): Promise<T> {
    const isFirst = this.#trusted.get(registry) === true;
    await new Promise<void>((resolve) => {
      (isFirst ? this.#first : this.#others).push(registry, resolve);
      this.#begin();
    });
    try {
      const result = await work();
      if (isAnswer(result)) {
        this.#trusted.set(registry, true);
      } else {
        this.#trusted.delete(registry);
      }
      return result;
    } finally {
      this.#running--;
      this.#othersRunning -= Number(!isFirst);
      this.#begin();
    }
  }

  #begin(): void {
    while (this.#running < this.#places) {
      const first = this.#first.shift();
      const begin = first ?? (this.#othersRunning < this.#places - 1 ? this.#others.shift() : undefined);
      if (begin === undefined) {
        return;
      }
      this.#running++;
      this.#othersRunning += Number(first === undefined);
      begin();
    }
  }
}
