import type { Credential } from "../credentials/credential.ts";
import type { Failure } from "../image/outcome.ts";
import type { BearerPlan } from "./authenticationPlan.ts";
import { answerOutcome, tokenOutcome, unansweredOutcome } from "./errorOutcome.ts";
import { authorizationOf, basicAuthorization, type Login } from "./login.ts";
import type { Destination } from "./registryHost.ts";
import type { Answer, Reply, Requester } from "./requester.ts";
import type { Runtime, TokenMethod } from "./runtime/runtime.ts";
import { secretsOfAuthorization, secretsOfHeaders } from "./secretTraces.ts";
import { readTokenAnswer } from "./tokenAnswer.ts";
import type { Token } from "./tokenCache.ts";

/** A token, or what it says about the image that there is none. */
export type TokenResult =
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "outcome"; readonly outcome: Failure };

/** Asks a registry's token service for a token. */
export interface TokenService {
  /** Rejects only with `signal.reason`. */
  fetch(request: TokenRequest, options: { signal: AbortSignal }): Promise<TokenResult>;
}

export interface TokenRequest {
  /** The token service. */
  readonly destination: Destination;
  readonly plan: BearerPlan;
  readonly scopes: readonly string[];
  /** Without a secret it is asked for anonymously, or as the realm says. */
  readonly login: Login;
  /** What that comes from. */
  readonly credential: Credential | undefined;
  /** Further headers, names and values in turn. */
  readonly headers: readonly string[];
  /** See `CheckOptions`: who needs it first. */
  readonly by: string | undefined;
}

/** What a token service that names no `expires_in` means (distribution specification, "Token Authentication"). */
const DEFAULT_LIFETIME_MS = 60_000;
/** Tokens are a few KB; what services say besides is theirs. */
const MAX_BODY_BYTES = 1024 * 1024;
/** A runtime may read some of them alone. */
const TOKEN_MEMBERS = ["token", "access_token", "refresh_token"] as const;
const CLIENT_ID = "k8s-image-availability-exporter";
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header must not hold
const FORBIDDEN_IN_HEADERS = /[\x00-\x08\x0a-\x1f\x7f]/;

/**
 * By POST as OAuth2 has it, and by GET with Basic authentication: which of them, and when the other, is the runtime's
 * business. Without a secret always anonymously.
 */
export function createTokenService(
  requester: Requester,
  { token: rules }: Pick<Runtime, "token">,
): TokenService {
  const byGet = (
    { plan, login, credential, scopes, destination, headers, by }: TokenRequest,
    signal: AbortSignal,
  ): Promise<Reply> => {
    const url = new URL(plan.realm);
    if (rules.namesAccount && login.username !== "") {
      url.searchParams.append("account", login.username);
    }
    if (plan.service !== undefined && plan.service !== "") {
      url.searchParams.append("service", plan.service);
    }
    for (const scope of scopes) {
      url.searchParams.append("scope", scope);
    }
    return requester.ask(
      {
        destination,
        method: "GET",
        path: url.pathname + url.search,
        accept: "application/json",
        authorization:
          login.secret === "" ? authorizationOf(plan.realm) : basicAuthorization(login.instead ?? login),
        headers,
        secrets: () => secretsOf({ login, headers, plan }),
        maxBytes: MAX_BODY_BYTES,
        ...told(login, credential),
        by,
        gated: true,
      },
      { signal },
    );
  };

  const byPost = (
    { plan, login, credential, scopes, destination, headers, by }: TokenRequest,
    signal: AbortSignal,
  ): Promise<Reply> => {
    const form = new URLSearchParams({
      client_id: CLIENT_ID,
      scope: scopes.join(" "),
      service: plan.service ?? "",
      ...(login.username === ""
        ? { grant_type: "refresh_token", refresh_token: login.secret }
        : { grant_type: "password", username: login.username, password: login.secret }),
    });
    return requester.ask(
      {
        destination,
        method: "POST",
        path: plan.realm.pathname + plan.realm.search,
        accept: "application/json",
        authorization: authorizationOf(plan.realm),
        headers,
        secrets: () => secretsOf({ login, headers, plan }),
        form: form.toString(),
        maxBytes: MAX_BODY_BYTES,
        ...told(login, credential),
        by,
        gated: true,
      },
      { signal },
    );
  };

  return {
    async fetch(request, { signal }) {
      const { login } = request;
      const [first, ...others] = rules.methods(login);
      const ask = (method: TokenMethod) =>
        method === "POST" ? byPost(request, signal) : byGet(request, signal);
      let method = first!;
      let reply = await ask(method);
      for (const other of others) {
        if (reply.kind !== "answered" || !rules.goesOn(reply.status, login) || login.instead?.secret === "") {
          break;
        }
        method = other;
        reply = await ask(method);
      }
      return read(reply, secretsOf(request), rules, method);
    },
  };
}

/** Who asks, for the gate, and what the service gets of a credential: nothing where it is asked anonymously. */
function told({ secret }: Login, credential: Credential | undefined) {
  return secret === "" ? { party: "" } : { party: credential?.id ?? "", tells: credential };
}

/** Texts of a request that must not be shown. */
function secretsOf({
  login,
  headers,
  plan,
}: Pick<TokenRequest, "login" | "headers" | "plan">): readonly string[] {
  return [
    login.secret,
    login.instead?.secret ?? "",
    ...secretsOfHeaders(headers),
    ...secretsOfAuthorization(authorizationOf(plan.realm)),
  ];
}

function read(
  reply: Reply,
  secrets: readonly string[],
  rules: Runtime["token"],
  method: TokenMethod,
): TokenResult {
  if (reply.kind !== "answered") {
    return { kind: "outcome", outcome: unansweredOutcome(reply) };
  }
  return rules.takes(reply.status)
    ? readToken(reply, rules, method)
    : { kind: "outcome", outcome: tokenOutcome(reply, secrets) };
}

function readToken(
  answer: Answer,
  { members, wholeAnswer: whole }: Runtime["token"],
  method: TokenMethod,
): TokenResult {
  if (answer.truncated) {
    const problem = `but the answer is longer than ${MAX_BODY_BYTES / 1024 / 1024} MiB`;
    return { kind: "outcome", outcome: answerOutcome("registry_unavailable", answer, problem) };
  }
  if (whole && answer.cut) {
    const outcome = answerOutcome("registry_unavailable", answer, "but the answer is cut off");
    return { kind: "outcome", outcome };
  }
  const names = members(method);
  const unread = TOKEN_MEMBERS.filter((name) => (name === "refresh_token" ? whole : !names.includes(name)));
  const fields = readTokenAnswer(answer.body.toString("utf8"), { whole, unread });
  const token = names.map((name) => fields?.[name]).find((text) => typeof text === "string" && text !== "");
  if (fields === undefined || typeof token !== "string" || FORBIDDEN_IN_HEADERS.test(token)) {
    return {
      kind: "outcome",
      outcome: answerOutcome("registry_unavailable", answer, "but the answer holds no token"),
    };
  }
  const seconds = Number(fields.expires_in ?? 0);
  const lifetimeMs = seconds > 0 ? seconds * 1000 : DEFAULT_LIFETIME_MS;
  // As bytes: a header's text is latin1 to the client.
  const text = Buffer.from(token, "utf8").toString("latin1");
  return { kind: "token", token: { header: `Bearer ${text}`, lifetimeMs } };
}
