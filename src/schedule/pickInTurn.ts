import { RankedQueues } from "../collections/rankedQueues.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { Scheduled } from "./scheduled.ts";

type Item = Pick<Scheduled, "triedAtMs"> & { readonly target: Pick<Scheduled["target"], "uses"> };

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
