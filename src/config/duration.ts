/** Milliseconds of each unit, the largest first. */
const UNITS = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
  ["ms", 1],
] as const;

const UNIT_MS: ReadonlyMap<string, number> = new Map(UNITS);

/**
 * Reads a duration as Go writes it: `15s`, `1m30s`, `1.5h`, `500ms`.
 *
 * @returns milliseconds, rounded to whole ones; undefined where the text is no duration
 */
export function parseDuration(text: string): number | undefined {
  if (!/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/.test(text)) {
    return undefined;
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/([0-9.]+)(ms|s|m|h)/g)) {
    total += Number(amount) * UNIT_MS.get(unit!)!;
  }
  return Math.round(total);
}

/** A duration in milliseconds as people write it in the configuration: `1m30s`, `500ms`, `0s`. */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  let text = "";
  for (const [unit, size] of UNITS) {
    const amount = Math.floor(rest / size);
    if (amount > 0) {
      text += `${amount}${unit}`;
    }
    rest %= size;
  }
  return text || "0s";
}
