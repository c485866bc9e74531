import { getOrMake } from "../collections/getOrMake.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { Scheduled } from "./scheduled.ts";

interface Home {
  seen: number;
  readonly picked: Scheduled[];
}

/**
 * Picks by lot some targets, from as many namespaces as there are: nobody who has many projects at a registry, or named them
 * first, speaks for all. Those that could be had when they were checked last come first. Of the others, what failed may have
 * been answered (that an image is absent is an answer as well), and what was never checked may be: after a start nothing was,
 * and what is refused at once comes before all that takes more than one request. What several namespaces name stands for each.
 *
 * @param registry whose own they have to be
 * @param random uniform in [0, 1)
 */
export function pickOthers(
  items: Iterable<Scheduled>,
  options: { readonly registry: string; readonly count: number; readonly random: () => number },
): readonly Scheduled[] {
  const { registry, count, random } = options;
  const had = new Map<string, Home>();
  const others = new Map<string, Home>();
  for (const item of items) {
    if (item.slow || item.registry !== registry) {
      continue;
    }
    const homes = item.failed === false ? had : others;
    for (const namespace of namespacesOf(item.target)) {
      const home = getOrMake(homes, namespace, () => ({ seen: 0, picked: [] }));
      // Of each namespace as many as might be needed of it, each with the same chance.
      const place = home.seen < count ? home.seen : Math.floor(random() * (home.seen + 1));
      if (place < count) {
        home.picked[place] = item;
      }
      home.seen++;
    }
  }
  return [...new Set([...inTurns(had, random), ...inTurns(others, random)])].slice(0, count);
}

/** One of each namespace before a second of any. */
function inTurns(homes: ReadonlyMap<string, Home>, random: () => number): readonly Scheduled[] {
  const left = [...homes.values()].map(({ picked }) => picked);
  const all: Scheduled[] = [];
  while (left.length > 0) {
    for (const picked of shuffled(left.splice(0), random)) {
      all.push(...picked.splice(Math.floor(random() * picked.length), 1));
      if (picked.length > 0) {
        left.push(picked);
      }
    }
  }
  return all;
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}
