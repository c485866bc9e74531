import type { Logger } from "../log/logger.ts";
import type { ExchangeResult } from "./httpExchange.ts";
import { headerOf } from "./quotaHint.ts";

/**
 * Says of a request what was asked and what the answer was: a line at level debug. Neither the credential is in it, nor a
 * query, nor a body: what a server repeats of the credential is taken out.
 *
 * @param authorization value of the header, undefined for none
 */
export function logExchange(
  log: Logger,
  {
    method,
    url,
    authorization,
    result,
  }: {
    readonly method: string;
    readonly url: string;
    readonly authorization: string | undefined;
    readonly result: ExchangeResult;
  },
): void {
  if (log.level !== "debug") {
    return;
  }
  const secrets = secretsIn(authorization);
  const clean = (text: string | undefined) =>
    text === undefined ? undefined : secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  const credential = authorization === undefined ? "none" : authorization.split(" ", 1)[0]!;
  if (result.kind === "failed") {
    log.debug({ credential, error: clean(result.failure.message) }, `${method} ${clean(url)}: no answer`);
    return;
  }
  const { status, headers } = result;
  log.debug(
    {
      credential,
      type: clean(headerOf(headers, "content-type")),
      digest: clean(headerOf(headers, "docker-content-digest")),
      challenge: clean(headerOf(headers, "www-authenticate")),
      location: clean(headerOf(headers, "location")?.split("?", 1)[0]),
    },
    `${method} ${clean(url)}: ${status}`,
  );
}

/** What must not be shown of an Authorization header: the credential, and for Basic what it is made of. */
function secretsIn(authorization: string | undefined): readonly string[] {
  const [scheme, value = ""] = authorization?.split(" ", 2) ?? [];
  if (value === "") {
    return [];
  }
  const text = scheme === "Basic" ? Buffer.from(value, "base64").toString("utf8") : "";
  const password = text.slice(text.indexOf(":") + 1);
  const plain = password === "" ? [value] : [value, password];
  return plain.flatMap((secret) => [secret, encodeURIComponent(secret)]);
}
