import { BoundedMap } from "../../collections/boundedMap.ts";
import { ClientPlaces } from "../../collections/clientPlaces.ts";

/** How many registries are remembered for which a run gave an answer. */
const REMEMBERED = 4_096;
/** After so many runs in a row that gave none, it is forgotten that one did: a cloud says no now and then. */
const MAX_FAILURES = 5;
/** How many places one client has of those that are for all, at least 2. */
const MAX_OF_CLIENT = 2;

/** Something to be run in its turn. */
export interface Run<T> {
  readonly result: Promise<T>;
  /** Has one more client wait for it: it begins when it is the turn of any. */
  waitFor(client: string): void;
}

interface Waiting {
  /** In a place of this client; undefined once it has begun. */
  begin: ((client: string) => void) | undefined;
}

/**
 * Bounds the programs that run at a time. Whoever names images makes registries up, for which a program takes its time to
 * fail: clients take turns, none has all places, and those registries for which a run gave an answer go first and have a place
 * that others never get.
 */
export class RunPlaces {
  readonly #places: number;
  /** How often in a row a run gave no answer since the last one that did. */
  readonly #trusted = new BoundedMap<string, number>(REMEMBERED);
  readonly #first = new ClientPlaces<Waiting>(mayHaveMore);
  readonly #others = new ClientPlaces<Waiting>(mayHaveMore);

  /** @param places how many run at a time, more than 3 */
  constructor(places: number) {
    this.#places = places;
  }

  /**
   * Has something run in its turn, once a client waits for it.
   *
   * @param isAnswer whether what came of it is what a registry of this name should have
   */
  run<T>(registry: string, work: () => Promise<T>, isAnswer: (result: T) => boolean): Run<T> {
    const { promise: begun, resolve } = Promise.withResolvers<() => void>();
    const lane = this.#trusted.get(registry) === undefined ? this.#others : this.#first;
    const turn: Waiting = {
      begin: (client) => {
        turn.begin = undefined;
        lane.take(client);
        resolve(() => lane.release(client));
      },
    };
    return {
      result: this.#result(begun, registry, work, isAnswer),
      waitFor: (client) => {
        if (turn.begin !== undefined) {
          lane.wait(client, turn);
          this.#begin();
        }
      },
    };
  }

  async #result<T>(
    begun: Promise<() => void>,
    registry: string,
    work: () => Promise<T>,
    isAnswer: (result: T) => boolean,
  ): Promise<T> {
    const leave = await begun;
    try {
      const result = await work();
      const failures = isAnswer(result) ? 0 : (this.#trusted.get(registry) ?? MAX_FAILURES) + 1;
      if (failures < MAX_FAILURES) {
        this.#trusted.set(registry, failures);
      } else {
        this.#trusted.delete(registry);
      }
      return result;
    } finally {
      leave();
      this.#begin();
    }
  }

  #begin(): void {
    while (this.#first.taken + this.#others.taken < this.#places) {
      const isForAll = this.#others.taken < this.#places - 1;
      if (!this.#beginOne(this.#first) && !(isForAll && this.#beginOne(this.#others))) {
        return;
      }
    }
  }

  #beginOne(lane: ClientPlaces<Waiting>): boolean {
    // Unless it was another client's turn before.
    const next = lane.next((_, { begin }) => begin !== undefined);
    next?.item.begin?.(next.client);
    return next !== undefined;
  }
}

function mayHaveMore(held: number): boolean {
  return held < MAX_OF_CLIENT;
}
