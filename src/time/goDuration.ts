const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};
/** Go counts in nanoseconds, in 64 bits with a sign. */
const MAX_MS = 2 ** 63 / 1e6;

/**
 * Reads a duration as Go writes it: `1h30m`, `0`, `-1.5s`.
 *
 * @returns milliseconds, or undefined where Go would not take it
 */
export function parseGoDuration(text: string): number | undefined {
  const [, sign, digits] = /^([-+]?)(.*)$/s.exec(text) as unknown as [string, string, string];
  if (digits === "0") {
    return 0;
  }
  if (!/^(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(digits)) {
    return undefined;
  }
  let sum = 0;
  for (const [, number, unit] of digits.matchAll(/([0-9.]+)([^0-9.]+)/g)) {
    sum += Number(number) * (UNITS[unit as string] as number);
  }
  if (sum >= MAX_MS) {
    return undefined;
  }
  return sign === "-" && sum !== 0 ? -sum : sum;
}
