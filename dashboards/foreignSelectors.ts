import { metric } from "../rules/expressions.ts";
import type { ForeignMetricName } from "../rules/foreignMetrics.ts";
import type { FamilyKey } from "../src/metrics/catalogue.ts";
import { CLUSTER, IN_NAMESPACE } from "./selectors.ts";

/** A metric of others, of the chosen clusters. What scrapes it is called differently everywhere. */
export function foreign(name: ForeignMetricName, ...matchers: readonly string[]): string {
  return `${name}{${[CLUSTER, ...matchers].join(", ")}}`;
}

/** The same of the chosen namespaces. */
export function foreignInNamespace(name: ForeignMetricName, ...matchers: readonly string[]): string {
  return foreign(name, IN_NAMESPACE, ...matchers);
}

/** What our own exporters, whatever their jobs, say of things in the chosen namespaces. */
export function ofAnyExporter(key: FamilyKey): string {
  return `${metric(key)}{${CLUSTER}, ${IN_NAMESPACE}}`;
}

/** One series for each, however many replicas of its exporter tell of it. */
export function each(labels: readonly string[], expr: string): string {
  return `max by (${["cluster", ...labels].join(", ")}) (${expr})`;
}

/** Matches what is of the same cluster and has the same labels. */
export function on(labels: readonly string[]): string {
  return `on (${["cluster", ...labels].join(", ")})`;
}
