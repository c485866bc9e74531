import type { MirrorEntry, RegistryEntry } from "../registriesConf.ts";
import { mirrorOrder } from "./mirrorOrder.ts";
import { isWithin } from "./scopes.ts";

/** What a mirror set says of a source. */
export interface MirrorSet {
  readonly source: string;
  readonly mirrors: readonly string[];
  /** `mirrorSourcePolicy: NeverContactSource`. */
  readonly neverSource: boolean;
}

/** What OpenShift's objects say of where nodes ask. */
export interface RegistrySources {
  /** Of ImageDigestMirrorSets and ImageContentSourcePolicies. */
  readonly digestMirrors: readonly MirrorSet[];
  /** Of ImageTagMirrorSets. */
  readonly tagMirrors: readonly MirrorSet[];
  /** Scopes. */
  readonly insecure: readonly string[];
  /** Scopes. */
  readonly blocked: readonly string[];
}

/** What the operator does not take: nodes keep what they have. The message is one line. */
export class OpenShiftError extends Error {
  override readonly name = "OpenShiftError";
}

interface Entry {
  readonly scope: string;
  mirrors: readonly MirrorEntry[];
  insecure: boolean;
  blocked: boolean;
}

/**
 * The entries of the registries.conf that OpenShift's operator writes, by prefix. As the longest prefix alone counts, what is said
 * of a scope is said of all within it as well.
 *
 * @throws OpenShiftError
 */
export function mergeRegistries({
  digestMirrors,
  tagMirrors,
  insecure,
  blocked,
}: RegistrySources): ReadonlyMap<string, RegistryEntry> {
  const entries = new Map<string, Entry>();
  const entryOf = (scope: string): Entry => {
    const entry = entries.get(scope) ?? { scope, mirrors: [], insecure: false, blocked: false };
    entries.set(scope, entry);
    return entry;
  };
  const sources = [
    ...addMirrors(digestMirrors, "digest-only", entryOf),
    ...addMirrors(tagMirrors, "tag-only", entryOf),
  ];
  for (const scope of blocked) {
    entryOf(scope);
  }
  for (const scope of insecure) {
    entryOf(scope);
    for (const entry of entries.values()) {
      entry.insecure ||= isWithin(entry.scope, scope);
      entry.mirrors = entry.mirrors.map((mirror) => ({
        ...mirror,
        insecure: mirror.insecure || isWithin(mirror.location, scope),
      }));
    }
  }
  for (const scope of blocked) {
    for (const entry of entries.values()) {
      entry.blocked ||= isWithin(entry.scope, scope);
    }
  }
  for (const source of sources) {
    const { mirrors } = entryOf(source);
    for (const entry of entries.values()) {
      if (entry.scope !== source && isWithin(entry.scope, source) && entry.mirrors.length === 0) {
        if (source.startsWith("*.")) {
          throw new OpenShiftError(`mirrors of ${source} cannot be had for ${entry.scope} within it`);
        }
        const path = entry.scope.slice(source.length);
        entry.mirrors = mirrors.map((mirror) => ({ ...mirror, location: `${mirror.location}${path}` }));
      }
    }
  }
  return new Map(
    [...entries].map(([scope, entry]) => [
      scope,
      {
        prefix: scope,
        location: scope.startsWith("*.") ? "" : scope,
        insecure: entry.insecure,
        blocked: entry.blocked,
        mirrors: entry.mirrors,
      },
    ]),
  );
}

/** @returns the sources, in the order in which they count */
function addMirrors(
  sets: readonly MirrorSet[],
  pulls: MirrorEntry["pulls"],
  entryOf: (scope: string) => Entry,
): readonly string[] {
  // What only repeats its source says nothing, whatever its policy.
  const real = sets.filter(({ source, mirrors }) => mirrors.some((mirror) => mirror !== source));
  const sources = [...new Set(real.map(({ source }) => source))].sort();
  for (const source of sources) {
    const its = real.filter((set) => set.source === source);
    const entry = entryOf(source);
    entry.blocked ||= its.some(({ neverSource }) => neverSource);
    const order = mirrorOrder(
      its.map(({ mirrors }) => mirrors),
      source,
    );
    entry.mirrors = [
      ...entry.mirrors,
      ...order.map((location) => ({ location, insecure: false, pulls, namespace: "" })),
    ];
  }
  return sources;
}
