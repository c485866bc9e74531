/** An image reference after normalisation. */
export interface ImageReference {
  /** Host or host:port; `docker.io` for Docker Hub. */
  readonly registry: string;
  /** Path without the registry: `library/nginx`. */
  readonly repository: string;
  /** `latest` where the text has neither tag nor digest; absent where it has only a digest. */
  readonly tag?: string;
  /** `sha256:…` with its algorithm. */
  readonly digest?: string;
}

/** The name without tag and digest, as credentials are matched against it: `docker.io/library/nginx`. */
export function repositoryName(reference: Pick<ImageReference, "registry" | "repository">): string {
  return `${reference.registry}/${reference.repository}`;
}
