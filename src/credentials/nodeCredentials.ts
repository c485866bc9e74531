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
  find(repositoryName: string, options: { signal: AbortSignal }): Promise<NodeCredentials | undefined>;
}
