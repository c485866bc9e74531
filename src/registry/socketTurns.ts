import { BoundedMap } from "../collections/boundedMap.ts";

/** More registries than a cluster has. */
const MAX_REMEMBERED = 10_000;
/** Pace of a registry, by how long it holds a turn, in milliseconds: half a second at most, twice that, and so on. */
const PACES = [500, 1_000, 2_000, 4_000, 8_000, 16_000, Number.POSITIVE_INFINITY];
/** Of whom nothing is known. */
const NEW = 2;
/** After how many turns one goes to whoever waits, from a rank on that is another each time. */
const OTHERS_EVERY = 8;
/** The part of the turns that is for those that are quicker. */
const RESERVED = 1 / 4;

/**
 * Bounds the requests that are under way at once, all registries together: a process has only so many file descriptors, and
 * each connection takes memory. Next are those that hold their turns for the shortest time, of them those that have none
 * under way, registry by registry; and the quick ones have turns that no others get. So no number of registries that answer
 * late or never holds up one that answers at once, but for some path of it. Now and then it is another's turn, so that none
 * stays what it once was. Waiting is no part of a request's time.
 */
export class SocketTurns {
  /** By rank: of each registry what waits, the one that was served longest ago first. */
  readonly #waiting = Array.from({ length: 2 * PACES.length }, () => new Map<string, Set<() => void>>());
  /** Of each registry that waits, in which of them it is: its rank may change meanwhile. */
  readonly #filed = new Map<string, number>();
  /** Of each registry with requests under way, how many. */
  readonly #held = new Map<string, number>();
  readonly #paces = new BoundedMap<string, number>(MAX_REMEMBERED);
  readonly #reserved: number;
  #free: number;
  #released = 0;

  /** @param sockets how many requests may be under way */
  constructor(sockets: number) {
    this.#free = sockets;
    this.#reserved = Math.floor(sockets * RESERVED);
  }

  /** Takes a turn where one is free, so that nobody has to wait; false where none is. */
  takeFree(registry: string): boolean {
    if (this.#free <= this.#kept(this.#rankOf(registry))) {
      return false;
    }
    this.#free--;
    this.#held.set(registry, (this.#held.get(registry) ?? 0) + 1);
    this.#refile(registry);
    return true;
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
        const turns = this.#turnsOf(registry);
        turns.delete(onTurn);
        if (turns.size === 0) {
          this.#takeOut(registry);
        }
        reject(signal.reason);
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#turnsOf(registry).add(onTurn);
    });
  }

  /**
   * @param heldMs how long the turn was needed, in milliseconds
   * @param answered whether there was an answer: nobody is quick by refusing
   */
  release(registry: string, heldMs: number, answered: boolean): void {
    const before = this.#paces.get(registry) ?? NEW;
    const last = PACES.findIndex((limitMs) => heldMs < limitMs);
    // One step at a time: one request is not all of them.
    const pace = before + Math.sign(answered ? last - before : Math.max(0, last - before));
    this.#free++;
    const left = (this.#held.get(registry) ?? 0) - 1;
    if (left > 0) {
      this.#held.set(registry, left);
    } else {
      this.#held.delete(registry);
    }
    if (pace !== this.#paces.get(registry)) {
      this.#paces.set(registry, pace);
    }
    this.#refile(registry);
    this.#released++;
    const ranks = this.#waiting.length;
    const from = this.#released % OTHERS_EVERY === 0 ? (this.#released / OTHERS_EVERY) % ranks : 0;
    for (let step = 0; step < ranks; step++) {
      const rank = (from + step) % ranks;
      const [next] = this.#waiting[rank]!;
      if (next !== undefined && this.#free > this.#kept(rank)) {
        this.#give(...next);
        return;
      }
    }
  }

  /** Gives a registry's first turn, and puts the registry behind all others of its rank. */
  #give(registry: string, turns: Set<() => void>): void {
    const [onTurn] = turns;
    this.#takeOut(registry);
    if (onTurn === undefined) {
      return;
    }
    turns.delete(onTurn);
    this.takeFree(registry);
    if (turns.size > 0) {
      this.#file(registry, turns);
    }
    onTurn();
  }

  /** What waits of a registry, to which more may be added. */
  #turnsOf(registry: string): Set<() => void> {
    const rank = this.#filed.get(registry);
    const known = rank === undefined ? undefined : this.#waiting[rank]!.get(registry);
    const turns = known ?? new Set();
    if (known === undefined) {
      this.#file(registry, turns);
    }
    return turns;
  }

  /** Has a registry wait where it belongs, after what its rank depends on has changed. */
  #refile(registry: string): void {
    const rank = this.#filed.get(registry);
    const turns = rank === undefined ? undefined : this.#waiting[rank]!.get(registry);
    if (turns !== undefined && rank !== this.#rankOf(registry)) {
      this.#takeOut(registry);
      this.#file(registry, turns);
    }
  }

  #file(registry: string, turns: Set<() => void>): void {
    const rank = this.#rankOf(registry);
    this.#filed.set(registry, rank);
    this.#waiting[rank]!.set(registry, turns);
  }

  #takeOut(registry: string): void {
    this.#waiting[this.#filed.get(registry) ?? 0]!.delete(registry);
    this.#filed.delete(registry);
  }

  /** By its pace, and whether something of it is under way. */
  #rankOf(registry: string): number {
    return 2 * (this.#paces.get(registry) ?? NEW) + Number(this.#held.has(registry));
  }

  /** How many turns are for others. */
  #kept(rank: number): number {
    return rank < 2 * NEW ? 0 : this.#reserved;
  }
}
