import { parseBoundedJson } from "./boundedJson.ts";

/** What a manifest calls digests of others, as it has them. */
export interface RelatedDigests {
  /** Those of an index' manifests, and of the manifest that it says something about. */
  readonly related: readonly string[];
  /** Of these, parts of an index that may be indexes. */
  readonly indexes: readonly string[];
  /** The manifest that it says something about. */
  readonly subject: string | undefined;
}

/** Whatever a manifest of 4 MiB holds: a digest that is passed over would protect nothing. */
const ALL = { depth: 8, values: 4 * 1024 * 1024 };

/** Reads which others belong to a manifest. */
export function relatedDigests(manifest: Buffer): RelatedDigests {
  const { manifests, subject } = (parseBoundedJson(manifest, ALL) ?? {}) as {
    readonly manifests?: unknown;
    readonly subject?: unknown;
  };
  const parts: readonly unknown[] = Array.isArray(manifests) ? manifests : [];
  return {
    related: [...parts, subject].map(digestOf).filter(isThere),
    indexes: parts
      .filter((part) => !isImage(part))
      .map(digestOf)
      .filter(isThere),
    subject: digestOf(subject),
  };
}

/** Whether a descriptor is of a manifest of a single image, which leads no further. */
function isImage(descriptor: unknown): boolean {
  const { mediaType } = (descriptor ?? {}) as { readonly mediaType?: unknown };
  return mediaType === OCI_IMAGE || mediaType === DOCKER_IMAGE;
}

const OCI_IMAGE = "application/vnd.oci.image.manifest.v1+json";
const DOCKER_IMAGE = "application/vnd.docker.distribution.manifest.v2+json";

function digestOf(descriptor: unknown): string | undefined {
  const { digest } = (descriptor ?? {}) as { readonly digest?: unknown };
  return typeof digest === "string" ? digest : undefined;
}

function isThere(digest: string | undefined): digest is string {
  return digest !== undefined;
}
