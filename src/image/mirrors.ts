import { type ImageReference, repositoryName } from "./reference.ts";

/** Images whose name starts with `prefix` (on whole path segments) are asked for elsewhere first. */
export interface MirrorRule {
  /** `docker.io`, `quay.io/team`: compared with normalised names. A slash at the end means nothing. */
  readonly prefix: string;
  /** What takes the prefix's place, in the order to be asked. */
  readonly mirrors: readonly string[];
  /** Whether the origin is asked after the mirrors. */
  readonly fallback: boolean;
}

/** A place to ask, before credentials are chosen for it. */
export interface Location {
  readonly registry: string;
  readonly repository: string;
}

/** The places a node would ask for an image, in order; the last is the origin, unless a rule says otherwise. */
export type Locator = (reference: ImageReference) => readonly Location[];

/** Reads mirror rules once; of the rules that match an image, the one with the longest prefix counts. */
export function mirrorLocator(rules: readonly MirrorRule[]): Locator {
  const longestFirst = rules
    .map((rule) => ({ ...rule, prefix: trimSlashes(rule.prefix), mirrors: rule.mirrors.map(trimSlashes) }))
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  return (reference) => {
    const origin: Location = { registry: reference.registry, repository: reference.repository };
    if (longestFirst.length === 0) {
      return [origin];
    }
    const name = repositoryName(reference);
    const rule = longestFirst.find(({ prefix }) => startsWithSegments(name, prefix));
    if (rule === undefined) {
      return [origin];
    }
    const mirrored = rule.mirrors.flatMap((mirror) =>
      toLocation(`${mirror}${name.slice(rule.prefix.length)}`),
    );
    return rule.fallback || mirrored.length === 0 ? [...mirrored, origin] : mirrored;
  };
}

function trimSlashes(text: string): string {
  return text.replace(/\/+$/, "");
}

function startsWithSegments(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && (name.length === prefix.length || name[prefix.length] === "/");
}

/** None where a rule replaces the whole name by a bare host: there is no repository to ask for. */
function toLocation(name: string): Location[] {
  const slash = name.indexOf("/");
  return slash < 0 ? [] : [{ registry: name.slice(0, slash), repository: name.slice(slash + 1) }];
}
