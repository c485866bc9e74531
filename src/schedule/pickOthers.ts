import { getOrMake } from "../collections/getOrMake.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { Scheduled } from "./scheduled.ts";

interface Home {
  seen: number;
  readonly picked: Other[];
}

interface Other {
  readonly item: Scheduled;
  /** For whom it is picked: a namespace, and the credential that is tried first. */
  readonly account: string;
}

/**
 * Picks by lot some targets, from as many namespaces as there are: nobody who has many projects at a registry, or named them
 * first, speaks for all. Those that could be had when they were checked last come first. Of the others, what failed may have
 * been answered (that an image is absent is an answer as well), and what was never checked may be: after a start nothing was,
 * and what is refused at once comes before all that takes more than one request. What several namespaces name stands for each.
 *
 * @param registry whose own they have to be
 * @param besides for whom none are picked any more
 * @param random uniform in [0, 1)
 */
export function pickOthers(
  items: Iterable<Scheduled>,
  options: {
    readonly registry: string;
    readonly count: number;
    readonly besides: ReadonlySet<string>;
    readonly random: () => number;
  },
): readonly Other[] {
  const { registry, count, besides, random } = options;
  const had = new Map<string, Home>();
  const others = new Map<string, Home>();
  for (const item of items) {
    if (item.slow || item.home !== registry) {
      continue;
    }
    const homes = item.failed === false ? had : others;
    for (const namespace of namespacesOf(item.target)) {
      const account = accountOf(namespace, item);
      if (besides.has(account)) {
        continue;
      }
      const home = getOrMake(homes, namespace, () => ({ seen: 0, picked: [] }));
      // Of each namespace as many as might be needed of it, each with the same chance.
      const place = home.seen < count ? home.seen : Math.floor(random() * (home.seen + 1));
      if (place < count) {
        home.picked[place] = { item, account };
      }
      home.seen++;
    }
  }
  const picked = new Map<Scheduled, Other>();
  for (const other of [...inTurns(had, random), ...inTurns(others, random)]) {
    if (picked.size < count && !picked.has(other.item)) {
      picked.set(other.item, other);
    }
  }
  return [...picked.values()];
}

function accountOf(namespace: string, { target }: Scheduled): string {
  return `${namespace} ${target.request.credentials[0]?.id ?? ""}`;
}

/** One of each namespace before a second of any. */
function inTurns(homes: ReadonlyMap<string, Home>, random: () => number): readonly Other[] {
  const left = [...homes.values()].map(({ picked }) => picked);
  const all: Other[] = [];
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
