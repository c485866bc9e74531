import { CLOUDS, type Cloud, cloudOf } from "./cloud/clouds.ts";
import type { MatchedCredential } from "./credential.ts";

/** What nodes have for a repository, besides pull secrets. */
export interface NodeCredentials {
  /** In the order to be tried, after those of pull secrets and of the nodes' docker config. */
  readonly credentials: readonly MatchedCredential[];
  /** Why nodes may have others than these: then a refusal says nothing of the image. Undefined where all is known. */
  readonly unknown: string | undefined;
}

/** Where credentials of nodes come from: programs, a cloud. */
export interface NodeCredentialSource {
  /**
   * Asked at the begin of each check, so it keeps what it has. Never fails: what cannot be had is `unknown`.
   *
   * @param repositoryName normalised and without tag or digest
   * @returns undefined where the source has no say; rejects only with `signal.reason`
   */
  find(repositoryName: string, options: FindOptions): Promise<NodeCredentials | undefined>;
  /** What it would be asked for, in a few words, without asking; undefined where it has no say. */
  describe(repositoryName: string): string | undefined;
}

export interface FindOptions {
  readonly signal: AbortSignal;
  /** Whose image it is, a namespace: what one asks for takes nothing from others. */
  readonly by?: string | undefined;
}

/** All sources together. */
export interface JoinedNodeCredentials {
  find(repositoryName: string, options: FindOptions): Promise<NodeCredentials>;
  /** What would be asked, in order, and what a refusal would mean. */
  describe(repositoryName: string): readonly string[];
}

/** What is said of a cloud in `config.nodes.cloud`. */
export interface CloudSettings {
  /** `off`: nodes have no such identity. */
  readonly mode: "auto" | "on" | "off";
  /** Whether the exporter's identity may read exactly what nodes may. */
  readonly sameAsNodes: boolean;
}

const NOTHING: NodeCredentials = { credentials: [], unknown: undefined };

/**
 * All that nodes have: the first source that gives anything, as a kubelet's providers come before what we find out by
 * ourselves. A cloud's own registries are opened by the identity of its machines, of which nothing in the cluster tells.
 *
 * @param sources in the order to be asked
 */
export function joinNodeCredentials(
  sources: readonly NodeCredentialSource[],
  clouds: Readonly<Record<Cloud, CloudSettings>>,
): JoinedNodeCredentials {
  const identityAt = (repositoryName: string): Cloud | undefined => {
    const cloud = cloudOf(repositoryName.slice(0, repositoryName.indexOf("/")));
    return cloud !== undefined && clouds[cloud].mode !== "off" ? cloud : undefined;
  };
  return {
    describe(repositoryName) {
      const asked = sources.flatMap((source) => source.describe(repositoryName) ?? []);
      const identity = identityAt(repositoryName);
      return identity === undefined || (asked.length > 0 && clouds[identity].sameAsNodes)
        ? asked
        : [...asked, `where refused, no verdict: nodes may have another identity (nodes.cloud.${identity})`];
    },
    async find(repositoryName, options) {
      const identity = identityAt(repositoryName);
      let unknown: string | undefined;
      for (const source of sources) {
        const found = await source.find(repositoryName, options);
        if (found !== undefined && found.credentials.length > 0) {
          const differs = identity !== undefined && !clouds[identity].sameAsNodes;
          return differs ? { ...found, unknown: found.unknown ?? notTheSame(identity) } : found;
        }
        unknown ??= found?.unknown;
      }
      if (unknown === undefined && identity !== undefined) {
        const { registries, remedy } = CLOUDS[identity];
        unknown = `nodes may have an identity that opens ${registries}: ${remedy}, or set config.nodes.cloud.${identity}.mode to "off" where they have none`;
      }
      return unknown === undefined ? NOTHING : { credentials: [], unknown };
    },
  };
}

function notTheSame(cloud: Cloud): string {
  return `nodes may be allowed what the exporter's identity is not: set config.nodes.cloud.${cloud}.sameAsNodes where it may read what they may`;
}
