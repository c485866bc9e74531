import type { Credential } from "../credentials/credential.ts";
import { originEndpoint } from "../image/endpoint.ts";
import type { ImageReference } from "../image/reference.ts";
import type { Conversation, ConversationTools } from "./conversation.ts";
import { readManifestBody } from "./manifestBody.ts";
import type { RegistryHosts } from "./registryHost.ts";
import { type RelatedDigests, relatedDigests } from "./relatedDigests.ts";
import { shownOutcome } from "./shownOutcome.ts";

/** What a registry has under a reference. */
export type ManifestLookup =
  | ({ readonly kind: "found"; readonly digest: string } & RelatedDigests)
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
  { signal }: { readonly signal: AbortSignal },
): Promise<ManifestLookup> {
  const { registry, repository, tag = "latest", digest } = reference;
  const endpoint = originEndpoint(reference);
  const host = hosts.find(endpoint);
  if (host === undefined) {
    return { kind: "unknown", message: `"${registry}" is no host that can be asked` };
  }
  let message = "";
  for (const credential of credentials.length === 0 ? [undefined] : credentials) {
    const topic = {
      host,
      path: endpoint.path,
      repository,
      things: "manifests" as const,
      query: "",
      headers: [],
      credential,
    };
    const { runtime } = tools;
    const conversation = runtime.converse(topic, tools, { signal });
    const finding = await runtime.manifest.find(conversation, digest ?? tag, { runtime, lastHost: true });
    if (finding.kind === "found") {
      const lookup = await read(conversation, finding.digest);
      return lookup.kind === "unknown" ? shownOutcome(lookup, [conversation], [digest ?? tag]) : lookup;
    }
    if (finding.outcome.result === "absent") {
      return { kind: "absent" };
    }
    message ||= shownOutcome(finding.outcome, [conversation], [digest ?? tag]).message;
    if (finding.outcome.result === "rate_limited") {
      break;
    }
  }
  return { kind: "unknown", message };
}

async function read(conversation: Conversation, digest: string): Promise<ManifestLookup> {
  const heard = await conversation.ask("GET", digest, true);
  if (heard.kind === "outcome") {
    return { kind: "unknown", message: heard.outcome.message };
  }
  const { status, truncated, body, url } = heard.answer;
  if (status !== 200 || truncated || readManifestBody(body, digest) !== "manifest") {
    return { kind: "unknown", message: `GET ${url}: ${status}, and no manifest of that digest` };
  }
  return { kind: "found", digest, ...relatedDigests(body) };
}
