import type { Credential } from "../credentials/credential.ts";
import type { Outcome } from "../image/outcome.ts";
import type { BearerPlan } from "./authenticationPlan.ts";
import { basicAuthorization } from "./basicAuthorization.ts";
import { answerOutcome, tokenOutcome, unansweredOutcome } from "./errorOutcome.ts";
import type { Destination } from "./registryHost.ts";
import type { Answer, Reply, Requester } from "./requester.ts";
import type { Token } from "./tokenCache.ts";

/** A token, or what it says about the image that there is none. */
export type TokenResult =
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "outcome"; readonly outcome: Outcome };

/** Asks a registry's token service for a token. */
export interface TokenService {
  /** Rejects only with `signal.reason`. */
  fetch(request: TokenRequest, options: { signal: AbortSignal }): Promise<TokenResult>;
}

export interface TokenRequest {
  /** The token service. */
  readonly destination: Destination;
  readonly plan: BearerPlan;
  /** Scopes, separated by spaces. */
  readonly scope: string;
  /** Undefined means anonymous. */
  readonly credential: Credential | undefined;
}

/** What a token service that names no `expires_in` means (distribution specification, "Token Authentication"). */
const DEFAULT_LIFETIME_MS = 60_000;
const MAX_BODY_BYTES = 64 * 1024;
const CLIENT_ID = "k8s-image-availability-exporter";
const FORBIDDEN_IN_HEADERS = /[^\x21-\x7e]/;

/**
 * By GET with Basic authentication, or anonymously; with an identity token by POST as an OAuth2 refresh token. Where the
 * service knows no POST (404, 405) or no such grant (400, 401), the credential's password is tried by GET, if it has one,
 * as the container runtimes do.
 */
export function createTokenService(requester: Requester): TokenService {
  const byGet = (request: TokenRequest, signal: AbortSignal): Promise<Reply> => {
    const { plan, credential } = request;
    const url = new URL(plan.realm);
    if (plan.service !== undefined) {
      url.searchParams.append("service", plan.service);
    }
    for (const scope of request.scope.split(" ")) {
      url.searchParams.append("scope", scope);
    }
    return requester.ask(
      {
        destination: request.destination,
        method: "GET",
        path: url.pathname + url.search,
        accept: "application/json",
        authorization: credential === undefined ? undefined : basicAuthorization(credential),
        maxBytes: MAX_BODY_BYTES,
        gated: true,
      },
      { signal },
    );
  };

  const byPost = (request: TokenRequest, refreshToken: string, signal: AbortSignal): Promise<Reply> => {
    const { plan, destination } = request;
    const form = new URLSearchParams({
      grant_type: "refresh_token",
      client_id: CLIENT_ID,
      scope: request.scope,
      refresh_token: refreshToken,
      ...(plan.service === undefined ? {} : { service: plan.service }),
    });
    return requester.ask(
      {
        destination,
        method: "POST",
        path: plan.realm.pathname + plan.realm.search,
        accept: "application/json",
        form: form.toString(),
        maxBytes: MAX_BODY_BYTES,
        gated: true,
      },
      { signal },
    );
  };

  return {
    async fetch(request, { signal }) {
      const { credential } = request;
      const identityToken = credential?.identityToken ?? "";
      if (identityToken === "") {
        return read(await byGet(request, signal), credential);
      }
      const reply = await byPost(request, identityToken, signal);
      const unknownGrant = reply.kind === "answered" && [400, 401, 404, 405].includes(reply.status);
      return unknownGrant && credential?.password
        ? read(await byGet(request, signal), credential)
        : read(reply, credential);
    },
  };
}

function read(reply: Reply, credential: Credential | undefined): TokenResult {
  if (reply.kind !== "answered") {
    return { kind: "outcome", outcome: unansweredOutcome(reply) };
  }
  if (reply.status !== 200) {
    const secrets = credential === undefined ? [] : [credential.password, credential.identityToken ?? ""];
    return { kind: "outcome", outcome: tokenOutcome(reply, secrets) };
  }
  return readToken(reply);
}

function readToken(answer: Answer): TokenResult {
  let value: unknown;
  try {
    value = answer.truncated ? undefined : JSON.parse(answer.body.toString("utf8"));
  } catch {
    value = undefined;
  }
  const fields = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const token = [fields.token, fields.access_token].find(
    (text): text is string => typeof text === "string" && text !== "",
  );
  if (token === undefined || FORBIDDEN_IN_HEADERS.test(token)) {
    return {
      kind: "outcome",
      outcome: answerOutcome("registry_unavailable", answer, "but the answer holds no token"),
    };
  }
  const seconds = Number(fields.expires_in ?? Number.NaN);
  const lifetimeMs = seconds > 0 ? seconds * 1000 : DEFAULT_LIFETIME_MS;
  return { kind: "token", token: { header: `Bearer ${token}`, lifetimeMs } };
}
