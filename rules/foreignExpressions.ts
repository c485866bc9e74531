import type { Band } from "./alert.ts";
import type { ForeignMetricName } from "./foreignMetrics.ts";

/** A metric of others, with or without matchers. */
export type ForeignSelector = ForeignMetricName | `${ForeignMetricName}{${string}}`;

/** One value for each thing that the labels name, however many replicas and scrapes tell of it. */
export function each(labels: readonly string[], expr: string): string {
  return `max by (${["cluster", ...labels].join(", ")}) (${expr})`;
}

/** How things are matched that have these labels in common. */
export function on(labels: readonly string[]): string {
  return `on (${["cluster", ...labels].join(", ")})`;
}

/**
 * The bands of an alert on what fills up: critical once four fifths of what the threshold leaves are used as well.
 *
 * @param share between 0 and 1
 * @param critical another share, of which the critical band is
 */
export function fillingBands(share: string, { critical = share } = {}): readonly Band[] {
  return [
    { expr: `${share}\n  >= $threshold` },
    { expr: `${critical}\n  >= 1 - (1 - $threshold) / 5`, severity: "critical", onlyWhile: "warning" },
  ];
}
