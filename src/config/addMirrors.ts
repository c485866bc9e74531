import { isMap, setAt, valueAt } from "./documentPath.ts";
import type { MirrorPair } from "./flagLayer.ts";

/**
 * Adds mirrors given as flags to those of a document, in place: to the rule of the same prefix, after its own, or as a
 * rule that falls back to the origin.
 */
export function addMirrors(document: Record<string, unknown>, pairs: readonly MirrorPair[]): void {
  if (pairs.length === 0) {
    return;
  }
  const given = valueAt(document, ["images", "mirrors"]) ?? [];
  // A list that is none is refused by the check that follows.
  if (!Array.isArray(given)) {
    return;
  }
  const rules: unknown[] = [...given];
  for (const { prefix, mirror } of pairs) {
    const rule = rules.find(
      (candidate) => isMap(candidate) && candidate.prefix === prefix && Array.isArray(candidate.mirrors),
    );
    if (isMap(rule)) {
      rule.mirrors = [...(rule.mirrors as unknown[]), mirror];
    } else {
      rules.push({ prefix, mirrors: [mirror] });
    }
  }
  setAt(document, ["images", "mirrors"], rules);
}
