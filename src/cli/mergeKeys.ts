import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  visit,
  type YAMLMap,
} from "yaml";

/** Drops keys that stand before a `<<` and are in what is merged as well: kubectl takes the merged value. */
export function letMergesWin(document: Document): void {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node | undefined>();
  const maps: YAMLMap[] = [];
  visit(document, {
    Alias(_key, alias) {
      targets.set(alias, anchors.get(alias.source));
    },
    Value(_key, node) {
      if (node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
      if (isMap(node)) {
        maps.push(node);
      }
    },
  });

  const known = new Map<YAMLMap, Set<unknown>>();
  /** All keys of a map, those that it merges included; none of what is no map. */
  const keysOf = (value: unknown): ReadonlySet<unknown> => {
    const map = isAlias(value) ? targets.get(value) : value;
    const keys = new Set<unknown>();
    if (!isMap(map)) {
      return keys;
    }
    const before = known.get(map);
    if (before !== undefined) {
      return before;
    }
    // One that merges itself has no more than its own.
    known.set(map, keys);
    for (const { key, value: merged } of map.items) {
      for (const each of isMergeKey(key) ? mergedKeys(merged) : [isScalar(key) ? String(key.value) : key]) {
        keys.add(each);
      }
    }
    return keys;
  };
  function* mergedKeys(value: unknown): Generator<unknown> {
    const node = isAlias(value) ? targets.get(value) : value;
    for (const each of isSeq(node) ? node.items : [node]) {
      yield* keysOf(each);
    }
  }

  for (const map of maps) {
    if (!map.items.some(({ key }, index) => index > 0 && isMergeKey(key))) {
      continue;
    }
    const merged = new Set<unknown>();
    const kept: typeof map.items = [];
    for (const pair of map.items.toReversed()) {
      if (isMergeKey(pair.key)) {
        kept.push(pair);
        for (const key of mergedKeys(pair.value)) {
          merged.add(key);
        }
      } else if (!isScalar(pair.key) || !merged.has(String(pair.key.value))) {
        kept.push(pair);
      }
    }
    map.items = kept.reverse();
  }
}

/** What the parser knows as a merge key. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && typeof key.value === "symbol";
}
