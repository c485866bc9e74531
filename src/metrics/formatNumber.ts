/**
 * A sample's value or a bucket's bound as both formats spell it: Go's ParseFloat reads everything that JavaScript
 * writes, but for the infinities.
 */
export function formatNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) {
    return "+Inf";
  }
  if (value === Number.NEGATIVE_INFINITY) {
    return "-Inf";
  }
  return String(value);
}

/**
 * A bucket's bound as the value of the label `le`. OpenMetrics 1.0, "Canonical Numbers": integers have a fraction
 * there (`1.0`), so that all exporters spell the same bound alike.
 */
export function formatBound(bound: number, { openMetrics }: { openMetrics: boolean }): string {
  const text = formatNumber(bound);
  return openMetrics && Number.isInteger(bound) ? `${text}.0` : text;
}
