import type { Credential } from "../credentials/credential.ts";
import type { ImageReference } from "../image/reference.ts";
import type {
  Conversation,
  ConversationOptions,
  ConversationTools,
  ConversationTopic,
} from "./conversation.ts";
import { type CheckEndpoint, MAX_CREDENTIALS } from "./registryCheck.ts";
import type { RegistryHosts } from "./registryHost.ts";

const NO_HEADERS: readonly never[] = [];

/**
 * The conversations with an endpoint about an image, one for each credential that it gets: its own, where it has such.
 *
 * @param things what is asked for
 * @param credentials those of the image's name; none: anonymously
 * @returns none where the endpoint is no host
 */
export function talkTo(
  endpoint: CheckEndpoint,
  { reference, credentials }: { reference: ImageReference; credentials: readonly Credential[] },
  tools: ConversationTools & { readonly hosts: RegistryHosts },
  options: ConversationOptions,
  things: ConversationTopic["things"] = "manifests",
): readonly Conversation[] {
  const { repository, path, access, own = credentials } = endpoint;
  const host = tools.hosts.find(endpoint);
  if (host === undefined) {
    return [];
  }
  const namespace = tools.runtime.namespaceOf(endpoint, reference);
  const query = namespace === undefined ? "" : `?ns=${encodeURIComponent(namespace)}`;
  const tried = own.length === 0 ? [undefined] : own.slice(0, MAX_CREDENTIALS);
  return tried.map((credential) =>
    tools.runtime.converse(
      { host, path, repository, things, query, headers: access?.headers ?? NO_HEADERS, credential },
      tools,
      options,
    ),
  );
}
