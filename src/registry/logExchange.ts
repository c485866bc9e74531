import type { Logger } from "../log/logger.ts";
import type { ExchangeResult } from "./httpExchange.ts";
import { headerOf } from "./quotaHint.ts";
import { holdsSecret, shownUrl } from "./secretTraces.ts";

/**
 * Says of a request what was asked and what the answer was: a line at level debug. Asked for at that level alone: it takes its time. Neither the credential is in it, nor a
 * query, nor a body: what a server repeats of the credential is taken out.
 *
 * @param authorization value of the header, undefined for none
 * @param secrets what must not be shown
 */
export function logExchange(
  log: Logger,
  {
    method,
    url,
    authorization,
    secrets,
    result,
  }: {
    readonly method: string;
    readonly url: string;
    readonly authorization: string | undefined;
    readonly secrets: readonly string[];
    readonly result: ExchangeResult;
  },
): void {
  const clean = (text: string | undefined) =>
    text !== undefined && holdsSecret(text, secrets) ? "***" : text;
  const credential = authorization === undefined ? "none" : authorization.split(" ", 1)[0]!;
  if (result.kind === "failed") {
    log.debug(
      { credential, error: clean(result.failure.message) },
      `${method} ${shownUrl(url, secrets)}: no answer`,
    );
    return;
  }
  const { status, headers } = result;
  log.debug(
    {
      credential,
      type: clean(headerOf(headers, "content-type")),
      digest: clean(headerOf(headers, "docker-content-digest")),
      challenge: clean(withoutQueries(headerOf(headers, "www-authenticate"))),
      location: clean(headerOf(headers, "location")?.split("?", 1)[0]),
    },
    `${method} ${shownUrl(url, secrets)}: ${status}`,
  );
}

/** A challenge whose parameters' URLs have lost their queries: a token service's may be signed. */
function withoutQueries(challenge: string | undefined): string | undefined {
  return challenge?.replace(/"(?:[^"\\]|\\.)*"?|[^",\s]+/g, (part) => part.replace(/\?.*?("?)$/, "$1"));
}
