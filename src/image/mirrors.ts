import { type Endpoint, type EndpointCredentials, originEndpoint } from "./endpoint.ts";
import { type ImageReference, repositoryName } from "./reference.ts";

/** Images whose name starts with `prefix` (on whole path segments) are asked for elsewhere first. */
export interface MirrorRule {
  /** `docker.io`, `quay.io/team`: compared with normalised names in any letter case. A slash at the end means nothing. */
  readonly prefix: string;
  /** What takes the prefix's place, in the order to be asked. */
  readonly mirrors: readonly string[];
  /** Whether the origin is asked after the mirrors. */
  readonly fallback: boolean;
  /** Which credentials the mirrors get; where it is not said, what the nodes' runtime gives to mirrors. */
  readonly credentials?: EndpointCredentials;
}

/** The places a node would ask for an image, in order; the last is the origin, unless a rule says otherwise. */
export type Locator = (reference: ImageReference) => readonly Endpoint[];

/** Reads mirror rules once; of the rules that match an image, the one with the longest prefix counts. */
export function mirrorLocator(
  rules: readonly MirrorRule[],
  { mirrorCredentials }: { readonly mirrorCredentials: EndpointCredentials },
): Locator {
  const longestFirst = rules
    .map((rule) => ({
      credentials: mirrorCredentials,
      ...rule,
      prefix: trimSlashes(rule.prefix).toLowerCase(),
      mirrors: rule.mirrors.map(trimSlashes),
    }))
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  return (reference) => {
    const origin = originEndpoint(reference);
    if (longestFirst.length === 0) {
      return [origin];
    }
    const name = repositoryName(reference).toLowerCase();
    const rule = longestFirst.find(({ prefix }) => startsWithSegments(name, prefix));
    if (rule === undefined) {
      return [origin];
    }
    const mirrored = rule.mirrors.flatMap((mirror) => mirrorEndpoint(mirror, rule, reference));
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
function mirrorEndpoint(mirror: string, rule: Required<MirrorRule>, reference: ImageReference): Endpoint[] {
  const name = `${mirror}${repositoryName(reference).slice(rule.prefix.length)}`;
  const slash = name.indexOf("/");
  if (slash < 0) {
    return [];
  }
  const registry = name.slice(0, slash);
  // A mirror of a whole registry serves it below a path; one of a part of it has names of its own.
  const place =
    rule.prefix.length === reference.registry.length
      ? { path: `/v2${mirror.slice(registry.length)}`, repository: reference.repository }
      : { path: "/v2", repository: name.slice(slash + 1) };
  return [{ registry, ...place, resolves: true, pulls: true, credentials: rule.credentials }];
}
