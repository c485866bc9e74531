import { BoundedMap } from "../collections/boundedMap.ts";
import type { Credential } from "../credentials/credential.ts";
import type { Failure } from "../image/outcome.ts";
import { bareHostname, isLoopbackName, isSameOrBelow } from "../network/hostname.ts";
import type { Clock } from "../time/clock.ts";
import { unlessAborted } from "../time/unlessAborted.ts";
import { type AuthenticationPlan, type BearerPlan, pullScope } from "./authenticationPlan.ts";
import type { HostSettings } from "./hostSettings.ts";
import { basicAuthorization, type Login, loginOf } from "./login.ts";
import type { Destination } from "./registryHost.ts";
import type { RequestGate } from "./requestGate.ts";
import { holdsSecret } from "./secretTraces.ts";
import { TokenCache } from "./tokenCache.ts";
import type { TokenRequest, TokenResult, TokenService } from "./tokenService.ts";

/** What to send to be let in, or why there is nothing to send. */
export type Authorization =
  | {
      readonly kind: "header";
      /** Value of `Authorization`. */
      readonly value: string;
      /** Names the token among all; undefined where none is involved. */
      readonly tokenKey: string | undefined;
      /** Whether the token was asked for earlier, so that it may have expired by now. */
      readonly cached: boolean;
    }
  | { readonly kind: "outcome"; readonly outcome: Failure };

/** Who made a challenge. */
export interface Challenger extends Pick<Destination, "name" | "budget" | "hostname" | "told"> {
  /** What holds for the connection that the challenge came by; its token service is asked likewise. */
  readonly settings: HostSettings;
}

/** Turns plans and credentials into `Authorization` headers. */
export interface Authenticator {
  /**
   * @param credential undefined means anonymous
   * @returns rejects only with `signal.reason`
   */
  authorise(
    request: {
      readonly host: Challenger;
      readonly plan: AuthenticationPlan;
      readonly repository: string;
      readonly credential: Credential | undefined;
      /** What files say to send to the host and its token service, names and values in turn. */
      readonly headers?: readonly string[];
      /** See `CheckOptions`. */
      readonly by?: string | undefined;
    },
    options: { signal: AbortSignal },
  ): Promise<Authorization>;
  /** Drops a token that the registry refused. */
  forget(authorization: Authorization & { kind: "header" }): void;
  /** A token service that was asked, by its budget. */
  tokenServiceOf(budget: string): Destination | undefined;
}

const MAX_TOKEN_SERVICES = 1_000;

/**
 * Tokens are kept by token service, service, scope and credential; one that several checks need at once is asked for
 * once. Such a request belongs to none of them: it ends with `lifetime`.
 *
 * @param settingsOf what holds for a token service by its host[:port]
 */
export function createAuthenticator({
  tokens,
  gate,
  clock,
  lifetime,
  settingsOf,
}: {
  tokens: TokenService;
  gate: Pick<RequestGate, "tokenTurn">;
  clock: Clock;
  lifetime: AbortSignal;
  settingsOf: (host: string, near: Challenger) => HostSettings;
}): Authenticator {
  const cache = new TokenCache(clock);
  const underWay = new Map<string, Promise<TokenResult>>();
  const services = new BoundedMap<string, Destination>(MAX_TOKEN_SERVICES);

  const fetchOnce = (key: string, request: TokenRequest): Promise<TokenResult> => {
    const running = underWay.get(key);
    if (running !== undefined) {
      return running;
    }
    services.set(request.destination.budget, request.destination);
    const started = tokens
      .fetch(request, { signal: lifetime })
      .then((result) => {
        if (result.kind === "token") {
          cache.set(key, result.token);
        }
        return result;
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, started);
    return started;
  };

  return {
    async authorise({ host, plan, repository, credential, headers = [], by }, { signal }) {
      const login = loginOf(credential);
      if (plan.kind === "basic") {
        return login.username === "" || login.secret === ""
          ? refuse(`${host.name} asks for a user name and password, and there is none for it`)
          : { kind: "header", value: basicAuthorization(login), tokenKey: undefined, cached: false };
      }
      const inTheClear = credential?.tlsOnly === true && plan.realm.protocol !== "https:";
      if (login.secret !== "" && (inTheClear || !mayHaveCredential(plan, host))) {
        return refuse(
          `${host.name} names the token service ${plan.realm.origin}, which gets no credential without TLS`,
        );
      }
      const scopes = [...new Set([pullScope(repository), ...plan.scopes])].sort();
      const who = login.secret === "" ? "" : (credential?.id ?? "");
      // They may be as good as a credential.
      const sent = mayHaveCredential(plan, host) ? headers : [];
      const tokenKey = `${who} ${host.name} ${plan.key} ${[...scopes, ...sent].join(" ")}`;
      const destination = tokenDestination(plan.realm, host, settingsOf(plan.realm.host, host), login);
      let cached = cache.get(tokenKey);
      if (cached === undefined && !underWay.has(tokenKey)) {
        if (!(await gate.tokenTurn(destination.budget, { signal, by }))) {
          const message = `too many requests for tokens of ${destination.name} wait for their turn`;
          return { kind: "outcome", outcome: { result: "rate_limited", message } };
        }
        cached = cache.get(tokenKey);
      }
      if (cached !== undefined) {
        return { kind: "header", value: cached, tokenKey, cached: true };
      }
      const result = await unlessAborted(
        fetchOnce(tokenKey, { destination, plan, scopes, login, credential, headers: sent, by }),
        signal,
      );
      return result.kind === "token"
        ? { kind: "header", value: result.token.header, tokenKey, cached: false }
        : result;
    },
    forget({ tokenKey, value }) {
      if (tokenKey !== undefined) {
        cache.forget(tokenKey, value);
      }
    },
    tokenServiceOf: (budget) => services.get(budget),
  };
}

/** A service that is named over TLS, and asked so; where there is none, only one on the registry's own host. */
function mayHaveCredential({ realm, secure }: BearerPlan, { hostname }: Challenger): boolean {
  return secure ? realm.protocol === "https:" : isSameOrBelow(bareHostname(realm), hostname);
}

function refuse(message: string): Authorization {
  return { kind: "outcome", outcome: { result: "authentication_failure", message } };
}

/**
 * Any registry may name any host as its token service. So what its images ask of that host has a budget and a circuit
 * breaker of its own: others who are served by the host, or are that host, neither wait nor fail for it.
 */
const NAMED_BY = " named by ";

/** The host[:port] that is asked on a budget: limits are configured by it. */
export function hostOfBudget(budget: string): string {
  return budget.split(NAMED_BY, 1)[0]!;
}

/** Who names the token service that is asked on a budget; undefined where the budget is a registry's own. */
export function namerOfBudget(budget: string): string | undefined {
  return budget.split(NAMED_BY)[1];
}

/** A token service has one address; it may be the machine itself only where the registry is. */
function tokenDestination(
  realm: URL,
  host: Challenger,
  settings: HostSettings,
  { secret }: Login,
): Destination {
  const hostname = bareHostname(realm);
  const allowLoopback = isLoopbackName(host.hostname) || hostname === host.hostname;
  const origins = [{ url: realm.origin, settings, allowLoopback }];
  // Who names a host by a credential is counted as the one that it is.
  const name =
    realm.host !== host.name && holdsSecret(realm.host, [secret, ...host.told]) ? host.name : realm.host;
  const budget = realm.host === host.budget ? host.budget : `${name}${NAMED_BY}${host.budget}`;
  return { name, budget, hostname, told: host.told, origins: () => origins, settled: () => {} };
}
