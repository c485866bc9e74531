import { getOrMake } from "../collections/getOrMake.ts";
import type { Credential, MatchedCredential } from "./credential.ts";
import { type DockerConfigEntry, displayKey } from "./dockerConfig.ts";
import { compileKey, hostKey, type KeyPattern, locate } from "./keyPattern.ts";

/** The entries of one docker config and where it came from, e.g. `secret shop/regcred`. */
export interface SourcedDockerConfig {
  readonly source: string;
  readonly entries: readonly DockerConfigEntry[];
}

interface Slot {
  readonly pattern: KeyPattern;
  readonly credential: MatchedCredential;
}

/** The slots of one docker config, to be found by the host that they are for. */
interface Index {
  readonly byHost: ReadonlyMap<string, readonly Slot[]>;
  /** Those of several hosts. */
  readonly globs: readonly Slot[];
}

/** A config is the same object in all keyrings that it is in, and is read once, when something is first looked up. */
const INDEXES = new WeakMap<SourcedDockerConfig, Index>();

/**
 * Which credentials the kubelet (1.35) would try for an image, and in which order: keys in reverse lexical order, so
 * that the longer of two paths comes first; for one key, the configs in the order given. `index.docker.io` stands for
 * Docker Hub only while no other key matches; `registry-1.docker.io` never does.
 *
 * The kubelet asks one keyring made of all pull secrets, then one of the node's own config, and joins the answers.
 *
 * Making one costs nothing, and a lookup what is there for the image's host.
 */
export class Keyring {
  readonly #configs: readonly SourcedDockerConfig[];

  constructor(configs: readonly SourcedDockerConfig[]) {
    this.#configs = configs;
  }

  /**
   * The credentials to try for a repository, in order; none means anonymous.
   *
   * @param repositoryName normalised and without tag or digest: `docker.io/library/nginx`
   */
  lookup(repositoryName: string): readonly MatchedCredential[] {
    if (this.#configs.length === 0) {
      return NOTHING;
    }
    const target = locate(repositoryName);
    const found = this.#find(target, ({ matches }) => matches(target));
    return found.length === 0 && isOnDockerHub(repositoryName)
      ? this.#find(locate(DOCKER_HUB), ({ normalised }) => normalised === DOCKER_HUB)
      : found;
  }

  /**
   * The one credential that a runtime's auth file would give for a repository (containers-auth.json): that of the longest
   * path whose segments are the repository's, then that of the host; stars stand for themselves.
   */
  lookupAsAuthFile(repositoryName: string): readonly MatchedCredential[] {
    const isWithin = ({ normalised }: KeyPattern) =>
      repositoryName === normalised || repositoryName.startsWith(`${normalised.replace(/\/$/, "")}/`);
    return this.#find(locate(repositoryName), isWithin).slice(0, 1);
  }

  /** Of the keys that may be for a host, those that are wanted, in the kubelet's order. */
  #find(
    target: ReturnType<typeof locate>,
    isWanted: (pattern: KeyPattern) => boolean,
  ): readonly MatchedCredential[] {
    if (target === undefined) {
      return NOTHING;
    }
    const host = hostKey(target);
    const found: Slot[] = [];
    for (const config of this.#configs) {
      const { byHost, globs } = getOrMake(INDEXES, config, indexOf);
      for (const slots of [byHost.get(host), globs]) {
        for (const slot of slots ?? NOTHING) {
          if (isWanted(slot.pattern)) {
            found.push(slot);
          }
        }
      }
    }
    return found.sort(inReverse).map(({ credential }) => credential);
  }
}

const NOTHING: readonly never[] = [];
const DOCKER_HUB = "index.docker.io";

function indexOf({ source, entries }: SourcedDockerConfig): Index {
  const byHost = new Map<string, Slot[]>();
  const globs: Slot[] = [];
  for (const { key, credential } of entries) {
    const pattern = compileKey(key);
    if (pattern !== undefined) {
      const slots = pattern.host === undefined ? globs : getOrMake(byHost, pattern.host, () => []);
      slots.push({ pattern, credential: { credential, source, key: displayKey(key) } });
    }
  }
  for (const slots of [...byHost.values(), globs]) {
    // What is in order already is soon put in order together.
    slots.sort(inReverse);
  }
  return { byHost, globs };
}

function inReverse({ pattern: { normalised: a } }: Slot, { pattern: { normalised: b } }: Slot): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

/** The credentials of a lookup without what would repeat an earlier attempt. */
export function distinctCredentials(matched: readonly MatchedCredential[]): readonly Credential[] {
  return [...new Map(matched.map(({ credential }) => [credential.id, credential])).values()];
}

// `localhost/app` counts as Docker Hub here: its first part has neither dot nor colon.
function isOnDockerHub(repositoryName: string): boolean {
  const first = repositoryName.slice(0, repositoryName.indexOf("/"));
  return first === "docker.io" || first === "index.docker.io" || /^[^.:]+$/.test(first);
}
