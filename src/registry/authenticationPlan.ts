import { type Challenge, parseChallenges } from "./challenge.ts";
import type { ResponseHeaders } from "./quotaHint.ts";
import { parseServerUrl } from "./serverUrl.ts";

/** How a registry wants requests to be authenticated. */
export type AuthenticationPlan = BasicPlan | BearerPlan;

export interface BasicPlan {
  readonly kind: "basic";
  /** Equal for equal plans. */
  readonly key: string;
}

/** Tokens of a token service (distribution specification, "Token Authentication"). */
export interface BearerPlan {
  readonly kind: "bearer";
  readonly key: string;
  readonly realm: URL;
  readonly service: string | undefined;
  /** What the challenge asks for besides `repository:NAME:pull`, which is always asked for. */
  readonly scopes: readonly string[];
  /** Whether the plan holds for other repositories too. */
  readonly general: boolean;
  /** Whether the registry that made the challenge was asked over TLS: then so must the token service be. */
  readonly secure: boolean;
}

/** What a registry that refused a request wants, or why nothing of it can be given. */
export type PlanResult =
  | { readonly kind: "plan"; readonly plan: AuthenticationPlan }
  | { readonly kind: "unusable"; readonly problem: string };

/**
 * Challenges are a few hundred characters long. A registry may make one of a megabyte, with 200,000 scopes, for each of its
 * images: to read and to keep these would hold up all others.
 */
const MAX_CHALLENGE_LENGTH = 8 * 1024;

/** The scope for pulling a repository. */
export function pullScope(repository: string): string {
  return `repository:${repository}:pull`;
}

/**
 * Chooses among the challenges of a 401: Bearer before Basic, as the container runtimes do. A Bearer challenge that
 * cannot be met is not made up for by a Basic one.
 *
 * @param headers of the 401
 * @param repository which was asked for
 * @param origin the registry that made the challenge
 * @returns undefined where there is no challenge at all
 */
export function planAuthentication(
  headers: ResponseHeaders,
  repository: string,
  origin: string,
): PlanResult | undefined {
  const challenges = challengesOf(headers);
  if (challenges === undefined) {
    return TOO_LONG;
  }
  if (challenges.length === 0) {
    return undefined;
  }
  const bearer = challenges.find(({ scheme }) => scheme === "bearer");
  if (bearer !== undefined) {
    return readBearer(bearer, repository, origin);
  }
  if (challenges.some(({ scheme }) => scheme === "basic")) {
    return { kind: "plan", plan: BASIC };
  }
  const schemes = challenges.map(({ scheme }) => scheme.slice(0, 20)).join(", ");
  return { kind: "unusable", problem: `it asks for ${schemes}, expected Basic or Bearer` };
}

/**
 * Takes the first challenge that can be met at all. What scope it names does not count.
 *
 * @param headers of the answer
 * @param origin the registry that made the challenge
 * @returns undefined where there is none of those
 */
export function planFirst(headers: ResponseHeaders, origin: string): PlanResult | undefined {
  const challenges = challengesOf(headers);
  if (challenges === undefined) {
    return TOO_LONG;
  }
  const first = challenges.find(({ scheme }) => scheme === "basic" || scheme === "bearer");
  if (first === undefined || first.scheme === "basic") {
    return first === undefined ? undefined : { kind: "plan", plan: BASIC };
  }
  return readBearer({ ...first, parameters: { ...first.parameters, scope: "" } }, "", origin);
}

/** A plan with the scope that an answer says is missing; undefined where it says nothing of it. */
export function withScope(
  plan: AuthenticationPlan,
  { status, headers }: { readonly status: number; readonly headers: ResponseHeaders },
): BearerPlan | undefined {
  if (plan.kind === "basic" || status !== 401) {
    return undefined;
  }
  const challenges = challengesOf(headers);
  const scope = challenges?.find(
    ({ scheme, parameters }) => scheme === "bearer" && parameters.error === "insufficient_scope",
  )?.parameters.scope;
  return scope === undefined || scope.split(":").length < 3
    ? undefined
    : { ...plan, key: `${plan.key.split(" +", 1)[0]} +${scope}`, scopes: [scope] };
}

const TOO_LONG: PlanResult = {
  kind: "unusable",
  problem: `its challenge is longer than ${MAX_CHALLENGE_LENGTH / 1024} KiB`,
};

/** @returns undefined where they are too long */
function challengesOf(headers: ResponseHeaders): readonly Challenge[] | undefined {
  const fields = headers["www-authenticate"];
  const length = typeof fields === "string" ? fields.length : (fields?.join("").length ?? 0);
  return length > MAX_CHALLENGE_LENGTH ? undefined : parseChallenges(fields);
}

const BASIC: BasicPlan = { kind: "basic", key: "basic" };

/** In the domain name system (RFC 1035, section 2.3.4); what is longer leads nowhere, and would be a label of metrics. */
const MAX_HOST_LENGTH = 255;

function readBearer({ parameters }: Challenge, repository: string, origin: string): PlanResult {
  const { realm: text, service, scope = "" } = parameters;
  const realm = text === undefined ? undefined : parseServerUrl(text);
  if (
    realm === undefined ||
    (realm.protocol !== "https:" && realm.protocol !== "http:") ||
    realm.hostname.length > MAX_HOST_LENGTH
  ) {
    return { kind: "unusable", problem: "its Bearer challenge names no usable realm" };
  }
  const own = pullScope(repository);
  const scopes = scope.split(" ").filter((one) => one !== "" && one !== own);
  const secure = origin.startsWith("https:");
  return {
    kind: "plan",
    plan: {
      kind: "bearer",
      key: `${realm.href} ${service ?? ""} ${scopes.join(" ")} ${secure}`,
      realm,
      service,
      scopes,
      // A scope that names repositories, but not as we would, may be the registry's mapping of this one repository.
      general: !scopes.some((one) => one.startsWith("repository:")),
      secure,
    },
  };
}
