import { metric } from "../rules/expressions.ts";
import { containersChecked } from "../rules/recordings.ts";
import type { FamilyKey } from "../src/metrics/catalogue.ts";

/** Which clusters' series: all where none is chosen, whether they have such a label or not. */
export const CLUSTER = 'cluster=~"$cluster"';

/** Which exporters. */
export const TARGET = `${CLUSTER}, job=~"$job", instance=~"$instance"`;

/** A family of what the exporter says of itself or of registries. */
export function own(key: FamilyKey, ...matchers: readonly string[]): string {
  return `${metric(key)}{${[TARGET, ...matchers].join(", ")}}`;
}

/** The buckets of a histogram among them. */
export function buckets(key: FamilyKey): string {
  return `${metric(key)}_bucket{${TARGET}}`;
}

/** A metric that any process may have, of the exporter's alone, whatever jobs are chosen. */
export function ofProcess(name: string, range?: string): string {
  const series = `${name}{${TARGET}}`;
  const value = range === undefined ? series : `rate(${series}[${range}])`;
  return `${value} and on (cluster, job, instance) ${own("build_info")}`;
}

/** Which namespaces: all where none is chosen. */
export const IN_NAMESPACE = 'namespace=~"$namespace"';

/** A family of what it says of things in the cluster: their namespace is that of the variable. */
export function inNamespace(key: FamilyKey, ...matchers: readonly string[]): string {
  return own(key, IN_NAMESPACE, ...matchers);
}

/** A series for each container whose image cannot be pulled. */
export const BROKEN = inNamespace("unavailable", 'registry=~"$registry"', 'reason=~"$reason"');

/** Those of them whose name says a registry; an invalid name says none. */
export const BROKEN_OF_REGISTRY = BROKEN.replace(/\}$/, ', registry!=""}');

/** Zero while there is an exporter, so that nothing broken and nothing known look different. */
export const ZERO_IF_SCRAPED = `0 * count(${own("build_info")})`;

/** Containers that were checked, by cluster, namespace and kind, under whichever generation of names there is. */
export const CONTAINERS = `(${containersChecked(`{${TARGET}, ${IN_NAMESPACE}}`)})`;

/** The same from the recording rules, which know of no job or instance. */
export const RECORDED_CONTAINERS = `namespace_kind:k8s_image_availability_exporter_containers:count{${CLUSTER}, ${IN_NAMESPACE}}`;
