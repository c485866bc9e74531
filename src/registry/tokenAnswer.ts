import { parseBoundedJson, WrittenNumber } from "./boundedJson.ts";

/**
 * What a token service's answer must be made of; a member that is null or missing stands for the empty value. Go's decoder
 * compares names by simple case folding, as the flags `iu` do.
 */
const MEMBERS = [
  { name: "token", pattern: /^token$/iu, read: readText },
  { name: "access_token", pattern: /^access_token$/iu, read: readText },
  { name: "refresh_token", pattern: /^refresh_token$/iu, read: readText },
  { name: "expires_in", pattern: /^expires_in$/iu, read: readInteger },
  { name: "issued_at", pattern: /^issued_at$/iu, read: readTime },
] as const;

export type TokenMember = (typeof MEMBERS)[number]["name"];

const NONE: readonly TokenMember[] = [];

/**
 * Reads a token service's answer as a runtime's typed decoder does: letter case of names does not matter, and of equal
 * ones the last counts; a single member of another type makes the whole answer useless.
 *
 * @param text the body
 * @param unread members that are none to the runtime
 * @param whole whether the body has to be a single JSON value; else the first value
 *   counts, whatever follows it
 * @returns undefined where it is no such answer
 */
export function readTokenAnswer(
  text: string,
  { whole = false, unread = NONE } = {},
): Partial<Record<TokenMember, unknown>> | undefined {
  const value = parseBoundedJson(Buffer.from(text), { first: !whole, asWritten: true });
  if (whole && value === null) {
    return {};
  }
  if (typeof value !== "object" || value === null || Array.isArray(value) || value instanceof WrittenNumber) {
    return undefined;
  }
  const members: Partial<Record<TokenMember, unknown>> = {};
  for (const [key, member] of Object.entries(value)) {
    const known = MEMBERS.find(({ pattern }) => pattern.test(key));
    if (known === undefined || member === null || unread.includes(known.name)) {
      continue;
    }
    const read = known.read(member);
    if (read === undefined) {
      return undefined;
    }
    members[known.name] = read;
  }
  return members;
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** As Go does: 300.0 and 3e2 are none. */
function readInteger(value: unknown): number | undefined {
  if (!(value instanceof WrittenNumber) || !/^-?\d+$/.test(value.text)) {
    return undefined;
  }
  const integer = BigInt(value.text);
  return BigInt.asIntN(64, integer) === integer ? Number(integer) : undefined;
}

const TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/;

/** RFC 3339, as Go takes it: an hour of one digit will do, and an offset of a whole day. */
function readTime(value: unknown): string | undefined {
  const found = typeof value === "string" ? TIME.exec(value) : null;
  if (found === null) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ahead = 0, minutes = 0] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const isDay =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  return isDay && hour < 24 && minute < 60 && second < 60 && ahead <= 24 && minutes <= 60
    ? found[0]
    : undefined;
}
