import { parseBoundedJson } from "./boundedJson.ts";

/** What a token service's answer must be made of; a member that is null or missing stands for the empty value. */
const KINDS = {
  token: isString,
  access_token: isString,
  refresh_token: isString,
  expires_in: Number.isSafeInteger,
  issued_at: isTime,
} as const;

export type TokenMember = keyof typeof KINDS;

/**
 * Reads a token service's answer as a runtime's typed decoder does: letter case of names does not matter, and of equal
 * ones the last counts; a single member of another type makes the whole answer useless.
 *
 * @param text the body
 * @param whole whether the body has to be a single JSON value, of which refresh tokens are no part; else the first value
 *   counts, whatever follows it
 * @returns undefined where it is no such answer
 */
export function readTokenAnswer(
  text: string,
  { whole = false } = {},
): Partial<Record<TokenMember, unknown>> | undefined {
  const value = parseBoundedJson(Buffer.from(text), { first: !whole });
  if (whole && value === null) {
    return {};
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  const members: Partial<Record<TokenMember, unknown>> = {};
  for (const [key, member] of Object.entries(value)) {
    const name = key.toLowerCase();
    if (!isMember(name) || member === null || (whole && name === "refresh_token")) {
      continue;
    }
    if (!KINDS[name](member)) {
      return undefined;
    }
    members[name] = member;
  }
  return members;
}

function isMember(name: string): name is TokenMember {
  return Object.hasOwn(KINDS, name);
}

function isString(value: unknown): boolean {
  return typeof value === "string";
}

/** RFC 3339. */
function isTime(value: unknown): boolean {
  return (
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
    !Number.isNaN(Date.parse(value.replace(",", ".")))
  );
}
