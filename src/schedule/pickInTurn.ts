import { RankedQueues } from "../collections/rankedQueues.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { Scheduled } from "./scheduled.ts";

type Item = Pick<Scheduled, "triedAtMs"> & { readonly target: Pick<Scheduled["target"], "uses"> };

/** For how long what goes next is settled, in milliseconds: all that is due is looked through for it. */
const SETTLED_MS = 1_000;

/** What is picked in turn, for several cycles at once where these are short. */
export class TurnPlan<T extends Item> {
  #next: Iterator<T> = [].values();
  #untilMs = Number.NEGATIVE_INFINITY;

  /**
   * @param count how many are wanted
   * @param cycle `most`: how many may be wanted in one
   * @param due all that are due, and whether one still is
   */
  take(
    count: number,
    { nowMs, periodMs, most }: { readonly nowMs: number; readonly periodMs: number; readonly most: number },
    due: { readonly all: () => readonly T[]; readonly is: (item: T) => boolean },
  ): readonly T[] {
    if (nowMs >= this.#untilMs) {
      const cycles = Math.max(1, Math.floor(SETTLED_MS / periodMs));
      this.#next = pickInTurn(due.all(), most * cycles).values();
      this.#untilMs = nowMs + (cycles - 1) * periodMs;
    }
    const taken: T[] = [];
    while (taken.length < count) {
      const { done, value } = this.#next.next();
      if (done === true) {
        break;
      }
      if (due.is(value)) {
        taken.push(value);
      }
    }
    return taken;
  }
}

/**
 * Picks so many, namespaces in turn: of each what has gone untried for longest, so that whoever has many puts off none of those who
 * have few.
 */
export function pickInTurn<T extends Item>(items: readonly T[], count: number): readonly T[] {
  const sorted = items.toSorted((a, b) => a.triedAtMs - b.triedAtMs);
  if (sorted.length <= count) {
    return sorted;
  }
  const queue = new RankedQueues<"due", T>(["due"], ({ target }) => namespacesOf(target));
  /** Nobody has more of them picked. */
  const left = new Map<string, number>();
  for (const item of sorted) {
    for (const namespace of namespacesOf(item.target)) {
      const more = left.get(namespace) ?? count;
      if (more > 0) {
        left.set(namespace, more - 1);
        queue.join("due", namespace, item);
      }
    }
  }
  const picked: T[] = [];
  for (let turn = queue.shift(); turn !== undefined && picked.length < count; turn = queue.shift()) {
    picked.push(turn.item);
  }
  return picked;
}
