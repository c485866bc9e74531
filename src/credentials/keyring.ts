import type { Credential, MatchedCredential } from "./credential.ts";
import { type DockerConfigEntry, displayKey } from "./dockerConfig.ts";
import { compileKey, type KeyPattern, locate } from "./keyPattern.ts";

/** The entries of one docker config and where it came from, e.g. `secret shop/regcred`. */
export interface SourcedDockerConfig {
  readonly source: string;
  readonly entries: readonly DockerConfigEntry[];
}

interface Slot {
  readonly pattern: KeyPattern;
  readonly credentials: MatchedCredential[];
}

/**
 * Which credentials the kubelet (1.35) would try for an image, and in which order: keys in reverse lexical order, so
 * that the longer of two paths comes first; for one key, the configs in the order given. `index.docker.io` stands for
 * Docker Hub only while no other key matches; `registry-1.docker.io` never does.
 *
 * The kubelet asks one keyring made of all pull secrets, then one of the node's own config, and joins the answers.
 */
export class Keyring {
  readonly #slots: readonly Slot[];
  readonly #dockerHub: readonly MatchedCredential[];

  constructor(configs: readonly SourcedDockerConfig[]) {
    const slots = new Map<string, Slot>();
    for (const { source, entries } of configs) {
      for (const { key, credential } of entries) {
        const pattern = compileKey(key);
        if (pattern !== undefined) {
          addTo(slots, pattern, { credential, source, key: displayKey(key) });
        }
      }
    }
    this.#slots = [...slots.values()].sort((a, b) =>
      a.pattern.normalised < b.pattern.normalised ? 1 : a.pattern.normalised > b.pattern.normalised ? -1 : 0,
    );
    this.#dockerHub = slots.get("index.docker.io")?.credentials ?? [];
  }

  /**
   * The credentials to try for a repository, in order; none means anonymous.
   *
   * @param repositoryName normalised and without tag or digest: `docker.io/library/nginx`
   */
  lookup(repositoryName: string): readonly MatchedCredential[] {
    if (this.#slots.length === 0) {
      return [];
    }
    const target = locate(repositoryName);
    const found: MatchedCredential[] = [];
    for (const { pattern, credentials } of this.#slots) {
      if (pattern.matches(target)) {
        found.push(...credentials);
      }
    }
    return found.length === 0 && isOnDockerHub(repositoryName) ? this.#dockerHub : found;
  }

  /**
   * The one credential that a runtime's auth file would give for a repository (containers-auth.json): that of the longest
   * path whose segments are the repository's, then that of the host; stars stand for themselves.
   */
  lookupAsAuthFile(repositoryName: string): readonly MatchedCredential[] {
    const slot = this.#slots.find(
      ({ pattern: { normalised } }) =>
        repositoryName === normalised || repositoryName.startsWith(`${normalised.replace(/\/$/, "")}/`),
    );
    return slot === undefined ? [] : slot.credentials.slice(0, 1);
  }
}

/** The credentials of a lookup without what would repeat an earlier attempt. */
export function distinctCredentials(matched: readonly MatchedCredential[]): readonly Credential[] {
  return [...new Map(matched.map(({ credential }) => [credential.id, credential])).values()];
}

function addTo(slots: Map<string, Slot>, pattern: KeyPattern, credential: MatchedCredential): void {
  const slot = slots.get(pattern.normalised);
  if (slot === undefined) {
    slots.set(pattern.normalised, { pattern, credentials: [credential] });
  } else {
    slot.credentials.push(credential);
  }
}

// `localhost/app` counts as Docker Hub here: its first part has neither dot nor colon.
function isOnDockerHub(repositoryName: string): boolean {
  const first = repositoryName.slice(0, repositoryName.indexOf("/"));
  return first === "docker.io" || first === "index.docker.io" || /^[^.:]+$/.test(first);
}
