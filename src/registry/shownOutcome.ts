import type { Conversation } from "./conversation.ts";
import { withoutSecrets } from "./secretTraces.ts";

/**
 * What came of conversations as it may be told. Whatever an outcome is made of, a status, a header, a body, a certificate,
 * a digest that leads to the next request, it leaves by here: without what it repeats of a credential.
 *
 * @param conversations that it may be made of
 * @param versions tags and digests that were asked for, unless others named them
 */
export function shownOutcome<T extends { readonly message: string }>(
  outcome: T,
  conversations: Iterable<Conversation>,
  versions: readonly string[],
): T {
  const secrets = new Set<string>();
  const known = new Set<string>();
  for (const { secrets: theirs, topic } of conversations) {
    const { host, path, repository, things } = topic;
    for (const secret of theirs) {
      secrets.add(secret);
    }
    known.add(host.name);
    for (const { url } of host.origins()) {
      known.add(url).add(`${url}/v2/`).add(`${url}/v1/_ping`);
      for (const version of versions) {
        known.add(`${url}${path}/${repository}/${things}/${version}`);
      }
    }
  }
  const message = withoutSecrets(outcome.message, [...secrets], known);
  return message === outcome.message ? outcome : { ...outcome, message };
}
