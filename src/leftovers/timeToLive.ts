const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/**
 * Reads a time to live as kube-janitor does: `60s`, `5m`, `8h`, `7d`, `2w`, or `forever`.
 *
 * @returns milliseconds, Infinity for what may stay, undefined for anything else
 */
export function parseTimeToLive(text: string): number | undefined {
  if (text.toLowerCase() === "forever") {
    return Number.POSITIVE_INFINITY;
  }
  const [, digits, unit] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const ms = Number(digits) * (SECONDS[unit ?? ""] ?? Number.NaN) * 1_000;
  // Nothing of no time is ever deleted either.
  return Number.isNaN(ms) ? undefined : ms === 0 ? Number.POSITIVE_INFINITY : ms;
}

const EXPIRY = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T(\d{1,2}):(\d{1,2})(?::(\d{1,2})Z)?)?$/;

/**
 * Reads a time as kube-janitor does: `2019-02-28T20:40:00Z`, `2019-02-28T20:40` or `2019-02-28`, in UTC.
 *
 * @returns milliseconds since the Unix epoch, undefined for anything else
 */
export function parseExpiry(text: string): number | undefined {
  const parts = EXPIRY.exec(text)?.slice(1).map(Number.parseFloat);
  if (parts === undefined) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number.isNaN(part) ? 0 : part,
  );
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // What is no day (30 February) would be one of the next month.
  const isReal = time.getUTCMonth() === month - 1 && time.getUTCDate() === day && time.getUTCHours() === hour;
  return isReal && minute < 60 && second < 60 ? time.getTime() : undefined;
}

/** How long ago something was, in the largest unit that fits: `45s`, `12m`, `3h`, `40d`. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const [unit, size] = (["d", "h", "m"] as const)
    .map((name) => [name, SECONDS[name]!] as const)
    .find(([, each]) => seconds >= each) ?? ["s", 1];
  return `${Math.floor(seconds / size)}${unit}`;
}
