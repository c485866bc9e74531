import type { Credential } from "../credentials/credential.ts";
import { originEndpoint } from "../image/endpoint.ts";
import type { ImageReference } from "../image/reference.ts";
import { parseBoundedJson } from "./boundedJson.ts";
import { readManifestBody } from "./manifestBody.ts";
import { findManifest } from "./manifestCheck.ts";
import { type ConversationTools, ManifestConversation } from "./manifestConversation.ts";
import type { RegistryHosts } from "./registryHost.ts";

/** What a registry has under a reference. */
export type ManifestLookup =
  | {
      readonly kind: "found";
      readonly digest: string;
      /** Digests of an index' manifests, and of the manifest that it says something about. */
      readonly related: readonly string[];
      /** Those of an index' manifests that may be indexes themselves. */
      readonly indexes: readonly string[];
      /** The manifest that it says something about. */
      readonly subject: string | undefined;
    }
  /** The registry itself says that there is nothing. */
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly message: string };

export interface ManifestRequest {
  readonly reference: ImageReference;
  /** To be tried in this order; none: anonymously. */
  readonly credentials: readonly Credential[];
}

/**
 * Asks a registry, mirrors left out, which manifest a reference leads to and which others belong to it.
 *
 * @returns rejects only with `signal.reason`
 */
export async function lookUpManifest(
  { reference, credentials }: ManifestRequest,
  { hosts, ...tools }: ConversationTools & { readonly hosts: RegistryHosts },
): Promise<ManifestLookup> {
  const { registry, repository, tag = "latest", digest } = reference;
  const endpoint = originEndpoint(reference);
  const host = hosts.find(endpoint);
  if (host === undefined) {
    return { kind: "unknown", message: `"${registry}" is no host that can be asked` };
  }
  let message = "";
  for (const credential of credentials.length === 0 ? [undefined] : credentials) {
    const topic = { host, path: endpoint.path, repository, query: "", headers: [], credential };
    const conversation = new ManifestConversation(topic, tools);
    const { runtime } = tools;
    const finding = await findManifest(conversation, digest ?? tag, { runtime, lastHost: true });
    if (finding.kind === "found") {
      return await read(conversation, finding.digest);
    }
    if (finding.outcome.result === "absent") {
      return { kind: "absent" };
    }
    message ||= finding.outcome.message;
    if (finding.outcome.result === "rate_limited") {
      break;
    }
  }
  return { kind: "unknown", message };
}

/** Whatever a manifest of 4 MiB holds: a digest that is passed over would protect nothing. */
const ALL = { depth: 8, values: 4 * 1024 * 1024 };

async function read(conversation: ManifestConversation, digest: string): Promise<ManifestLookup> {
  const heard = await conversation.ask("GET", digest, true);
  if (heard.kind === "outcome") {
    return { kind: "unknown", message: heard.outcome.message };
  }
  const { status, truncated, body, url } = heard.answer;
  if (status !== 200 || truncated || readManifestBody(body, digest) !== "manifest") {
    return { kind: "unknown", message: `GET ${url}: ${status}, and no manifest of that digest` };
  }
  const { manifests, subject } = parseBoundedJson(body, ALL) as {
    readonly manifests?: unknown;
    readonly subject?: unknown;
  };
  const parts: readonly unknown[] = Array.isArray(manifests) ? manifests : [];
  const isThere = (each: string | undefined) => each !== undefined;
  return {
    kind: "found",
    digest,
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
