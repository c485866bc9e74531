import { createHash } from "node:crypto";
import { parseBoundedJson } from "./boundedJson.ts";

/** What the body of a 200 for a manifest turned out to be. */
export type ManifestBody = "manifest" | "schema1" | "nonsense" | "wrong_digest";

/**
 * Tells a manifest from whatever a proxy or a login page may answer in its place, by its content: registries have been
 * seen to mislabel both.
 *
 * @param digest what the reference pins the content to; of an algorithm other than SHA-2's it is not verified
 */
export function readManifestBody(body: Buffer, digest: string | undefined): ManifestBody {
  const manifest = parseObject(body);
  if (manifest === undefined) {
    return "nonsense";
  }
  if (manifest.schemaVersion === 1) {
    // The digest of a signed schema 1 manifest leaves out the signatures: not to be compared with the whole body.
    return "schema1";
  }
  if (digest !== undefined && !matchesDigest(body, digest)) {
    return "wrong_digest";
  }
  // Image manifests and indexes of both specifications; `schemaVersion` is a MUST of both.
  const isManifest =
    manifest.schemaVersion === 2 &&
    (Array.isArray(manifest.manifests) || typeof manifest.config === "object");
  return isManifest ? "manifest" : "nonsense";
}

function matchesDigest(body: Buffer, digest: string): boolean {
  const [algorithm = "", hex] = digest.split(":", 2);
  if (!["sha256", "sha384", "sha512"].includes(algorithm)) {
    return true;
  }
  return createHash(algorithm).update(body).digest("hex") === hex?.toLowerCase();
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  const value = parseBoundedJson(body);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
