import { REASONS } from "../../image/reasons.ts";
import type { OwnShard } from "../../inventory/ownShard.ts";
import { SKIP_REASONS } from "../../inventory/skipReason.ts";

/** Which of a list's entries are wanted. */
export interface ListQuery {
  /** Found anywhere in the names, in any case; empty: all. */
  readonly search: string;
  readonly state: ListState | "";
  readonly reason: string;
  readonly registry: string;
  readonly namespace: string;
  /** As it stands in a template, or normalised. */
  readonly image: string;
  /** Where the page before ended; empty for the first. */
  readonly after: string;
  readonly limit: number;
}

export const LIST_STATES = ["unavailable", "available", "unknown", "skipped"] as const;
export type ListState = (typeof LIST_STATES)[number];

export const PAGE_SIZE = 50;
const MAX_LIMIT = 500;
/** No name is longer. */
const MAX_TEXT = 2_048;

const TEXTS = ["search", "reason", "registry", "namespace", "image", "after"] as const;

/** Says in one line what of a query cannot be used. */
export class QueryError extends Error {}

/**
 * Where the next page of a list begins, for the parameter `after`. Other shards have other rows: it says whose it is.
 *
 * @param key the last of the page
 */
export function toCursor(key: string, { shards, shard }: OwnShard): string {
  return shards === 1 ? key : `${shard}/${shards} ${key}`;
}

/**
 * Behind which key a page begins.
 *
 * @throws QueryError where that is another shard's, which would leave rows out
 */
export function keyBehind({ after }: Pick<ListQuery, "after">, part: OwnShard): string {
  const own = toCursor("", part);
  if (after !== "" && !after.startsWith(own)) {
    throw new QueryError(
      `after: expected what this exporter gave, which is shard ${part.shard} of ${part.shards}, given ${quoted(after)}`,
    );
  }
  return after.slice(own.length);
}

/**
 * Reads the query of a list.
 *
 * @param more names of parameters that are somebody else's
 * @throws QueryError
 */
export function readListQuery(parameters: URLSearchParams, more: readonly string[] = []): ListQuery {
  const known = [...TEXTS, "state", "limit", ...more];
  for (const [name, value] of parameters) {
    if (!known.includes(name)) {
      throw new QueryError(`expected a parameter of ${known.join(", ")}, given ${quoted(name)}`);
    }
    if (value.length > MAX_TEXT) {
      throw new QueryError(`${name}: expected at most ${MAX_TEXT} characters, given ${value.length}`);
    }
  }
  const text = (name: string) => parameters.get(name) ?? "";
  const one = <T extends string>(name: string, values: readonly T[]): T | "" => {
    const given = text(name);
    const value = values.find((each) => each === given);
    if (given !== "" && value === undefined) {
      throw new QueryError(`${name}: expected one of ${values.join(", ")}, given ${quoted(given)}`);
    }
    return value ?? "";
  };
  const limit = Number(parameters.get("limit") ?? PAGE_SIZE);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new QueryError(`limit: expected a number from 1 to ${MAX_LIMIT}, given ${quoted(text("limit"))}`);
  }
  return {
    search: text("search").trim(),
    state: one("state", LIST_STATES),
    reason: one("reason", [...REASONS, ...SKIP_REASONS]),
    registry: text("registry"),
    namespace: text("namespace"),
    image: text("image"),
    after: text("after"),
    limit,
  };
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
