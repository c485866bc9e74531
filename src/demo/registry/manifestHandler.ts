import { type ContentStore, digestOf, type StoredManifest } from "./contentStore.ts";
import { emptyReply, errorReply, type RegistryRequest, type Reply } from "./exchange.ts";
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from "./mediaTypes.ts";

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** GET, HEAD, PUT and DELETE of a manifest: OCI distribution specification 1.1, "Pulling manifests" and after. */
export function handleManifest(
  store: ContentStore,
  request: RegistryRequest,
  { repository, reference }: { readonly repository: string; readonly reference: string },
): Reply {
  if (reference.includes(":") && !DIGEST.test(reference)) {
    return errorReply(400, "DIGEST_INVALID", { detail: "invalid checksum digest length" });
  }
  switch (request.method) {
    case "PUT":
      return putManifest(store, request, repository, reference);
    case "DELETE":
      return store.deleteManifest(repository, reference)
        ? emptyReply(202)
        : errorReply(404, "MANIFEST_UNKNOWN", { detail: unknownDetail(repository, reference) });
    default:
      return getManifest(store, request, repository, reference);
  }
}

function getManifest(
  store: ContentStore,
  { headers }: RegistryRequest,
  repository: string,
  reference: string,
): Reply {
  const manifest = store.manifest(repository, reference);
  if (manifest === undefined) {
    return errorReply(404, "MANIFEST_UNKNOWN", { detail: unknownDetail(repository, reference) });
  }
  const etag = `"${manifest.digest}"`;
  if (headers["if-none-match"] === etag) {
    return emptyReply(304);
  }
  // What the distribution project's registry 3.x does: OCI manifests and Docker lists have to be accepted by name,
  // without wildcards; indexes and Docker manifests are served to anybody.
  if (manifest.mediaType === OCI_MANIFEST && !accepts(headers.accept, OCI_MANIFEST)) {
    return errorReply(404, "MANIFEST_UNKNOWN", {
      message: "OCI manifest found, but accept header does not support OCI manifests",
    });
  }
  const isTag = reference !== manifest.digest;
  if (isTag && manifest.mediaType === DOCKER_LIST && !accepts(headers.accept, DOCKER_LIST)) {
    return accepts(headers.accept, DOCKER_MANIFEST)
      ? getDefaultPlatform(store, repository, manifest)
      : errorReply(400, "MANIFEST_INVALID", { message: "Schema 2 manifest not supported by client" });
  }
  return manifestReply(manifest);
}

function manifestReply({ mediaType, digest, bytes }: StoredManifest): Reply {
  return {
    status: 200,
    headers: { "content-type": mediaType, "docker-content-digest": digest, etag: `"${digest}"` },
    body: bytes,
  };
}

/** Clients older than manifest lists get the image for linux/amd64. */
function getDefaultPlatform(store: ContentStore, repository: string, list: StoredManifest): Reply {
  const entries = parseObject(list.bytes)?.manifests;
  for (const entry of Array.isArray(entries) ? (entries as unknown[]) : []) {
    const platform = isObject(entry) && isObject(entry.platform) ? entry.platform : {};
    if (isObject(entry) && platform.architecture === "amd64" && platform.os === "linux") {
      const manifest = store.manifest(repository, String(entry.digest));
      return manifest === undefined ? errorReply(404, "MANIFEST_UNKNOWN") : manifestReply(manifest);
    }
  }
  return errorReply(404, "MANIFEST_UNKNOWN");
}

function putManifest(
  store: ContentStore,
  { headers, body }: RegistryRequest,
  repository: string,
  reference: string,
): Reply {
  const mediaType = (headers["content-type"] ?? "").split(";")[0]!.trim();
  const manifest = parseObject(body);
  const invalid = (detail: string) => errorReply(400, "MANIFEST_INVALID", { detail });
  if (![OCI_MANIFEST, OCI_INDEX, DOCKER_MANIFEST, DOCKER_LIST].includes(mediaType)) {
    return invalid(`unsupported manifest media type and no default available: ${mediaType}`);
  }
  if (manifest === undefined) {
    return invalid("not a JSON object");
  }
  if (
    manifest.schemaVersion !== 2 ||
    (manifest.mediaType !== undefined && manifest.mediaType !== mediaType)
  ) {
    return invalid("schemaVersion or mediaType does not fit the content type");
  }
  const digest = digestOf(body);
  const byDigest = DIGEST.test(reference);
  if (byDigest && reference !== digest) {
    return errorReply(400, "DIGEST_INVALID");
  }
  for (const { digest: part, isManifest } of partsOf(manifest)) {
    const there = isManifest ? store.manifest(repository, part) : store.blob(repository, part);
    if (there === undefined) {
      return errorReply(400, isManifest ? "MANIFEST_UNKNOWN" : "MANIFEST_BLOB_UNKNOWN", { detail: part });
    }
  }
  store.putManifest(repository, byDigest ? undefined : reference, mediaType, body);
  return emptyReply(201, {
    "docker-content-digest": digest,
    location: `/v2/${repository}/manifests/${digest}`,
  });
}

/** Whether an Accept header names a type; parameters are ignored. */
function accepts(accept: string | undefined, mediaType: string): boolean {
  return (accept ?? "").split(",").some((range) => range.split(";")[0]!.trim() === mediaType);
}

interface Part {
  readonly digest: string;
  readonly isManifest: boolean;
}

/** The content that a manifest, or an index, refers to. */
function partsOf(manifest: Readonly<Record<string, unknown>>): Part[] {
  const blobs = [manifest.config, ...(Array.isArray(manifest.layers) ? manifest.layers : [])];
  const manifests: unknown[] = Array.isArray(manifest.manifests) ? manifest.manifests : [];
  return [
    ...blobs.map((blob) => [blob, false] as const),
    ...manifests.map((part) => [part, true] as const),
  ].flatMap(([descriptor, isManifest]) =>
    isObject(descriptor) && typeof descriptor.digest === "string"
      ? [{ digest: descriptor.digest, isManifest }]
      : [],
  );
}

function parseObject(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unknownDetail(repository: string, reference: string): string {
  return DIGEST.test(reference)
    ? `unknown manifest name=${repository} revision=${reference}`
    : `unknown tag=${reference}`;
}
