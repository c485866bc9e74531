import { child, isRecord } from "./json.ts";

/** Stands for every element of a list, every value of a map. */
const EVERY = "*";

/** The segments of a path to pod templates. */
export type TemplatePath = readonly string[];

/**
 * Reads a path such as `spec.template`, `spec.pods.*.template` or `spec.pods[*].template`: keys separated by dots, `*`
 * for every element of a list or value of a map, a number for one element of a list.
 */
export function parseTemplatePath(path: string): TemplatePath {
  return path
    .replace(/\[([^\]]*)\]/g, ".$1")
    .split(".")
    .filter((segment) => segment !== "");
}

/** What lies at a path: any number of values, none where the path leads nowhere. Never throws. */
export function valuesAt(object: unknown, path: TemplatePath): readonly unknown[] {
  let found: readonly unknown[] = [object];
  for (const segment of path) {
    const next: unknown[] = [];
    for (const holder of found) {
      for (const value of step(holder, segment)) {
        next.push(value);
      }
    }
    found = next;
  }
  return found;
}

/** What one segment leads to. */
function step(holder: unknown, segment: string): readonly unknown[] {
  if (Array.isArray(holder)) {
    if (segment === EVERY) {
      return holder;
    }
    return /^\d+$/.test(segment) && Number(segment) < holder.length ? [holder[Number(segment)]] : [];
  }
  if (!isRecord(holder)) {
    return [];
  }
  if (segment === EVERY) {
    return Object.values(holder);
  }
  const found = child(holder, segment);
  return found === undefined ? [] : [found];
}
