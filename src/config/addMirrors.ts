import { isMap, setAt, valueAt } from "./documentPath.ts";
import type { MirrorPair } from "./flagLayer.ts";

/**
 * Adds mirrors given as flags to those of a document, in place: to the rule of the same prefix, after its own, or as a
 * rule that falls back to the origin. All prefixes are read as images name registries.
 */
export function addMirrors(document: Record<string, unknown>, pairs: readonly MirrorPair[]): void {
  const given = valueAt(document, ["images", "mirrors"]) ?? [];
  // A list that is none is refused by the check that follows.
  if (!Array.isArray(given)) {
    return;
  }
  const rules = given.map((rule: unknown) =>
    isMap(rule) && typeof rule.prefix === "string" ? { ...rule, prefix: normalPrefix(rule.prefix) } : rule,
  );
  for (const { prefix: written, mirror } of pairs) {
    const prefix = normalPrefix(written);
    const rule = rules.find(
      (candidate) => isMap(candidate) && candidate.prefix === prefix && Array.isArray(candidate.mirrors),
    );
    if (isMap(rule)) {
      rule.mirrors = [...(rule.mirrors as unknown[]), mirror];
    } else {
      rules.push({ prefix, mirrors: [mirror] });
    }
  }
  if (rules.length > 0) {
    setAt(document, ["images", "mirrors"], rules);
  }
}

/**
 * A registry with a path as it stands in normalised names: the host in lower case, Docker Hub under one name, no slash at
 * the end.
 */
export function normalPrefix(text: string): string {
  const [, host = "", path = ""] = /^([^/]*)(.*?)\/*$/s.exec(text) ?? [];
  const name = host.toLowerCase();
  return `${name === "index.docker.io" ? "docker.io" : name}${path}`;
}
