const MANIFESTS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** What today's runtimes refuse: asked for last, only to be recognised. */
const SCHEMA_1_MANIFESTS = [
  "application/vnd.docker.distribution.manifest.v1+prettyjws",
  "application/vnd.docker.distribution.manifest.v1+json",
];

/**
 * The `Accept` header of manifest requests. Complete, because a registry that holds a manifest of a type not listed
 * answers 404 (seen at Docker Hub and GHCR).
 */
export const MANIFEST_ACCEPT = [...MANIFESTS, ...SCHEMA_1_MANIFESTS].join(", ");

/** What a `Content-Type` says of a manifest. */
export type ManifestMediaType = "manifest" | "schema1" | "other";

/** What stands before the parameters of a `Content-Type`. */
export function mediaTypeOf(contentType = ""): string {
  const end = contentType.indexOf(";");
  return end < 0 ? contentType : contentType.slice(0, end);
}

/** Exactly as runtimes compare them: letter case and spaces count. */
export function readManifestMediaType(type: string): ManifestMediaType {
  return MANIFESTS.includes(type) ? "manifest" : SCHEMA_1_MANIFESTS.includes(type) ? "schema1" : "other";
}
