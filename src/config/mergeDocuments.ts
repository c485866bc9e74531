import { isMap } from "./documentPath.ts";

/**
 * Lays documents over each other, the last on top: maps are merged key by key, everything else is replaced. A key that is
 * null is a key that is not there, as in Helm's values: it takes away what lies below, so that the default holds again.
 * A map does not replace what is none: that mistake has to reach the check.
 *
 * @returns a document of its own; the given ones stay as they are
 */
export function mergeDocuments(documents: readonly unknown[]): unknown {
  return documents.reduce((below, above) => (above === undefined ? below : merge(below, above)), {});
}

function merge(below: unknown, above: unknown): unknown {
  if (!isMap(above)) {
    return structuredClone(above);
  }
  if (below !== undefined && !isMap(below)) {
    return below;
  }
  const merged = new Map<string, unknown>(Object.entries(below ?? {}));
  for (const [key, value] of Object.entries(above)) {
    if (value === null) {
      merged.delete(key);
    } else {
      merged.set(key, merge(merged.get(key), value));
    }
  }
  // fromEntries defines own properties: a key `__proto__` stays a key, and is refused as an unknown one.
  return Object.fromEntries(merged);
}
