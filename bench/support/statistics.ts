/** The middle of the sorted values, the mean of the two middle ones where their number is even; NaN without values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param q in [0, 1]; interpolates between neighbours */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}
