import { randomUUID } from "node:crypto";
import type { Clock } from "../../time/clock.ts";
import { type AccessRule, allowedActions, parseScope, type Resource } from "./access.ts";
import type { TokenReader } from "./authenticator.ts";
import { errorReply, jsonReply, type RegistryRequest, type Reply } from "./exchange.ts";
import { basicCredentials, passwordUser, type Users } from "./users.ts";

export interface TokenServiceOptions {
  readonly service: string;
  readonly users: Users;
  /** Identity tokens (OAuth2 refresh tokens) and the users they stand for. */
  readonly identityTokens: Readonly<Record<string, string>>;
  readonly rules: readonly AccessRule[];
  /** How long a token is good for, in milliseconds. */
  readonly lifetimeMs: number;
  /** Whether `expires_in` is told; without it clients must take 60 s. */
  readonly announcesLifetime: boolean;
  /**
   * What a user gets who asks for what is not allowed: a token for less (Docker Hub, the specification), or 403 at once
   * (as GHCR and Google do).
   */
  readonly refusal: "lesser_token" | "forbidden";
  readonly clock: Clock;
}

/**
 * A registry's token service: `GET` as the distribution project's token authentication specification has it, `POST` as
 * its OAuth2 specification (RFC 6749) does. Tokens are opaque and live in memory.
 */
export class TokenService {
  readonly #options: TokenServiceOptions;
  readonly #tokens = new Map<
    string,
    { readonly access: readonly Resource[]; readonly expiresAtMs: number }
  >();
  readonly #identityTokens: Map<string, string>;

  constructor(options: TokenServiceOptions) {
    this.#options = options;
    this.#identityTokens = new Map(Object.entries(options.identityTokens));
  }

  /** What a token allows. */
  readonly readToken: TokenReader = (token) => {
    const found = this.#tokens.get(token);
    return found !== undefined && found.expiresAtMs > this.#options.clock.monotonic()
      ? found.access
      : undefined;
  };

  /** Makes every token issued so far worthless, as a restarted service does. */
  revokeAll(): void {
    this.#tokens.clear();
  }

  handle(request: RegistryRequest): Reply {
    if (request.method === "GET") {
      return this.#get(request);
    }
    return request.method === "POST"
      ? this.#post(new URLSearchParams(request.body.toString("utf8")))
      : { status: 405, headers: { allow: "GET, POST" }, body: "" };
  }

  #get({ query, headers }: RegistryRequest): Reply {
    const { service, users } = this.#options;
    if (query.get("service") !== service) {
      return jsonReply(400, { error: "invalid_request", error_description: "unknown service" });
    }
    const user = passwordUser(users, basicCredentials(headers.authorization));
    if (headers.authorization !== undefined && user === undefined) {
      return errorReply(401, "UNAUTHORIZED", { headers: { "www-authenticate": `Basic realm="${service}"` } });
    }
    return this.#issue(user, query.getAll("scope"), {
      withIdentity: user !== undefined && query.get("offline_token") === "true",
    });
  }

  #post(form: URLSearchParams): Reply {
    const { service, users } = this.#options;
    if (form.get("service") !== service || !form.get("client_id")) {
      return jsonReply(400, { error: "invalid_request" });
    }
    const grant = form.get("grant_type");
    if (grant !== "refresh_token" && grant !== "password") {
      return jsonReply(400, { error: "unsupported_grant_type" });
    }
    const user =
      grant === "refresh_token"
        ? this.#identityTokens.get(form.get("refresh_token") ?? "")
        : passwordUser(users, {
            username: form.get("username") ?? "",
            password: form.get("password") ?? "",
          });
    if (user === undefined) {
      // RFC 6749 section 5.2.
      return jsonReply(400, { error: "invalid_grant" });
    }
    const scopes = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
    return this.#issue(user, scopes, { withIdentity: form.get("access_type") === "offline" });
  }

  #issue(
    user: string | undefined,
    scopes: readonly string[],
    { withIdentity }: { withIdentity: boolean },
  ): Reply {
    const { rules, lifetimeMs, announcesLifetime, refusal, clock } = this.#options;
    const wanted = scopes.map(parseScope).filter((resource) => resource !== undefined);
    const access = wanted.map((resource) => ({
      ...resource,
      actions: allowedActions(rules, user, resource),
    }));
    if (
      refusal === "forbidden" &&
      access.some(({ actions }, index) => actions.length < wanted[index]!.actions.length)
    ) {
      return errorReply(403, "DENIED");
    }
    this.#forgetExpired();
    const token = randomUUID();
    this.#tokens.set(token, { access, expiresAtMs: clock.monotonic() + lifetimeMs });
    return jsonReply(200, {
      token,
      access_token: token,
      ...(announcesLifetime ? { expires_in: Math.floor(lifetimeMs / 1000) } : {}),
      issued_at: new Date(clock.now()).toISOString(),
      ...(withIdentity && user !== undefined ? { refresh_token: this.#identityTokenOf(user) } : {}),
    });
  }

  #identityTokenOf(user: string): string {
    const known = [...this.#identityTokens].find(([, owner]) => owner === user)?.[0];
    const token = known ?? randomUUID();
    this.#identityTokens.set(token, user);
    return token;
  }

  #forgetExpired(): void {
    // Insertion order is order of expiry, all lifetimes being equal.
    for (const [token, { expiresAtMs }] of this.#tokens) {
      if (expiresAtMs > this.#options.clock.monotonic()) {
        break;
      }
      this.#tokens.delete(token);
    }
  }
}
