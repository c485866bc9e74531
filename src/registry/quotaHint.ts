import type { QuotaHint } from "./requestGate.ts";

/** Header fields of an answer, names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The first value of a header field that is expected once. */
export function headerOf(headers: ResponseHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" || value === undefined ? value : value[0];
}

const NOTHING: QuotaHint = Object.freeze({});
const DAY_MS = 86_400_000;

/**
 * Reads what an answer tells about the registry's quota:
 *
 * - `Retry-After: 120` or `Retry-After: Wed, 21 Oct 2026 07:28:00 GMT` (RFC 9110, section 10.2.3);
 * - `ratelimit-remaining: 76;w=21600` (Docker Hub), `x-ratelimit-remaining: 76`;
 * - `ratelimit: limit=100, remaining=76, reset=50` and `"default";r=76;t=50` (drafts of the IETF).
 *
 * @param nowMs wall-clock time in milliseconds, for dates
 */
export function readQuota(headers: ResponseHeaders, nowMs: number): QuotaHint {
  const remaining = readRemaining(headers);
  const retryAfter = headerOf(headers, "retry-after");
  const retryAfterMs = retryAfter === undefined ? undefined : readRetryAfter(retryAfter, nowMs);
  if (remaining === undefined && retryAfterMs === undefined) {
    return NOTHING;
  }
  return {
    ...(remaining === undefined ? {} : { remaining }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function readRemaining(headers: ResponseHeaders): number | undefined {
  const single = headerOf(headers, "ratelimit-remaining") ?? headerOf(headers, "x-ratelimit-remaining");
  const digits =
    single === undefined
      ? /(?:^|[\s,;])(?:remaining|r)=([0-9]{1,15})(?![0-9])/.exec(headerOf(headers, "ratelimit") ?? "")?.[1]
      : /^\s*([0-9]{1,15})\s*(?:$|[;,])/.exec(single)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Milliseconds from now, never negative, at most a day; undefined where the text is neither seconds nor a date. */
function readRetryAfter(text: string, nowMs: number): number | undefined {
  const trimmed = text.trim();
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(trimmed)) {
    return Math.min(Number(trimmed) * 1000, DAY_MS);
  }
  // All three date formats of RFC 9110 begin with a day's name; Date.parse alone would take far more for a date.
  const date = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(date - nowMs, 0), DAY_MS);
}
