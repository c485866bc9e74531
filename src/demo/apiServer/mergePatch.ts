import { isRecord } from "./apiObject.ts";

/** `merge` is RFC 7396; `strategic` also merges lists of named things by name. */
export type PatchStyle = "merge" | "strategic";

/**
 * Applies a patch to JSON values without changing either.
 *
 * The real server's strategic merge takes each list's key from its schema. Here every list whose items all have a
 * `name` merges by it (containers, volumes, env, imagePullSecrets), which is what `kubectl set image` and
 * `kubectl patch` need; other lists are replaced.
 */
export function applyPatch(target: unknown, patch: unknown, style: PatchStyle): unknown {
  if (style === "strategic" && isNamedList(target) && isNamedList(patch)) {
    return mergeByName(target, patch);
  }
  if (!isRecord(patch)) {
    return patch;
  }
  if (style === "strategic" && patch.$patch === "replace") {
    return withoutDirectives(patch);
  }
  const result: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(style === "strategic" ? withoutDirectives(patch) : patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = applyPatch(result[key], value, style);
    }
  }
  return result;
}

interface Named extends Record<string, unknown> {
  readonly name: string;
}

function isNamedList(value: unknown): value is readonly Named[] {
  return Array.isArray(value) && value.every((item) => isRecord(item) && typeof item.name === "string");
}

// As from the real server, what is new comes first.
function mergeByName(target: readonly Named[], patch: readonly Named[]): unknown[] {
  const changes = new Map(patch.map((item) => [item.name, item]));
  const known = new Set(target.map(({ name }) => name));
  const kept = target.flatMap((item) => {
    const change = changes.get(item.name);
    if (change === undefined) {
      return [item];
    }
    return change.$patch === "delete" ? [] : [applyPatch(item, change, "strategic")];
  });
  const added = patch.filter((item) => !known.has(item.name) && item.$patch !== "delete");
  return [...added.map(withoutDirectives), ...kept];
}

// `$setElementOrder/containers`, `$retainKeys`: hints about order and unions, of no use here.
function withoutDirectives(patch: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith("$")));
}
