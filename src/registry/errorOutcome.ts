import type { Failure } from "../image/outcome.ts";
import type { Reason } from "../image/reasons.ts";
import { readErrorBody } from "./errorBody.ts";
import type { Answer, Reply } from "./requester.ts";
import { holdsSecret } from "./secretTraces.ts";

/** A reply that says nothing about the image: no answer, or no leave to ask. */
export function unansweredOutcome(reply: Exclude<Reply, Answer>): Failure {
  if (reply.kind === "failed") {
    return { result: "registry_unavailable", message: `${reply.url}: ${reply.failure.message}` };
  }
  const { kind, message } = reply.refusal;
  return { result: kind === "rate_limited" ? "rate_limited" : "registry_unavailable", message };
}

/**
 * What a status other than 200 and 404 says about an image, once there is nothing left to try. The status decides; the
 * error code in the body counts only where the status is 400, as some registries answer to an expired token.
 *
 * @param secrets texts that must not be repeated even if the registry does
 */
export function statusOutcome(answer: Answer, secrets: readonly string[]): Failure {
  if (
    answer.status === 400 &&
    answer.url.startsWith("http:") &&
    SPEAKS_TLS.test(answer.body.toString("latin1"))
  ) {
    return answerOutcome(
      "registry_unavailable",
      answer,
      "as HTTP is spoken to it where it speaks TLS: leave out plainHttp, or the scheme http, for it",
    );
  }
  return outcome(reasonOf(answer, MANIFEST_400), answer, secrets);
}

/** The same for the answer of a token service, of which 200 with a token is the only good one. */
export function tokenOutcome(answer: Answer, secrets: readonly string[]): Failure {
  return outcome(reasonOf(answer, TOKEN_400), answer, secrets);
}

/** An outcome of the request that led to it. */
export function answerOutcome(reason: Reason, answer: Answer, explanation: string): Failure {
  return { result: reason, message: `${answer.method} ${answer.url}: ${answer.status}, ${explanation}` };
}

/** One line: request, status, and what the body says about it. */
export function describeAnswer(answer: Answer, secrets: readonly string[]): string {
  const error = readErrorBody(answer.body);
  const said = [error?.code ?? "", error?.message ?? ""].filter((part) => part !== "").join(": ");
  const repeats = said !== "" && holdsSecret(said, secrets);
  return `${answer.method} ${answer.url}: ${answer.status}${said === "" || repeats ? "" : ` (${said})`}`;
}

function outcome(result: Reason | "rate_limited", answer: Answer, secrets: readonly string[]): Failure {
  return { result, message: describeAnswer(answer, secrets) };
}

// What Go's and nginx' servers say.
const SPEAKS_TLS = /HTTP request (?:to an HTTPS server|was sent to HTTPS port)/;

// Some registries answer 400 to an expired token.
const MANIFEST_400: ReadonlyMap<string, Reason> = new Map([
  ["DENIED", "authorization_failure"],
  ["UNAUTHORIZED", "authentication_failure"],
]);
// RFC 6749, section 5.2: so is a refused refresh token or client.
const TOKEN_400: ReadonlyMap<string, Reason> = new Map([
  ...MANIFEST_400,
  ["INVALID_GRANT", "authentication_failure"],
  ["INVALID_CLIENT", "authentication_failure"],
  ["UNAUTHORIZED_CLIENT", "authentication_failure"],
]);

function reasonOf(
  { status, body }: Answer,
  meaningsOf400: ReadonlyMap<string, Reason>,
): Reason | "rate_limited" {
  // 407: a proxy in between; 408: the server gave up waiting for us.
  if (status >= 500 || status === 407 || status === 408) {
    return "registry_unavailable";
  }
  const code = readErrorBody(body)?.code ?? "";
  if (status === 429 || code === "TOOMANYREQUESTS") {
    return "rate_limited";
  }
  switch (status) {
    case 400:
      return meaningsOf400.get(code) ?? "unknown_error";
    case 401:
      return "authentication_failure";
    case 403:
      return "authorization_failure";
    default:
      return "unknown_error";
  }
}
