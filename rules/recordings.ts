import { KINDS_IN_NAMES, type Mode } from "../src/metrics/availabilityModes.ts";
import { kindModeFamily, modeFamily } from "../src/metrics/catalogue.ts";
import type { Recording } from "./alert.ts";
import { EXPORTER_RECORDINGS } from "./exporters.ts";
import { metric } from "./expressions.ts";
import { REGISTRY_RECORDINGS } from "./registryGroup.ts";

/**
 * What a mode amounts to by cluster, namespace and kind. config.metrics.names leaves one generation of names away:
 * whichever is there counts, and where both are, once.
 *
 * @param matchers in braces, for every series that is asked for
 */
export function eitherGeneration(mode: Mode, aggregate: "count" | "sum", matchers = ""): string {
  const labels = "by (cluster, namespace, kind)";
  return [
    `${aggregate} ${labels} (${modeFamily(mode).name}${matchers})`,
    ...KINDS_IN_NAMES.map(
      (kind) =>
        `${aggregate} ${labels} (label_replace(${kindModeFamily(kind, mode).name}${matchers}, "kind", "${kind}", "", ""))`,
    ),
  ].join("\n  or\n");
}

/** How many containers were checked; of kinds that the names in use have no series for, those whose image cannot be pulled. */
export function containersChecked(matchers = ""): string {
  return `${eitherGeneration("available", "count", matchers)}\n  or\ncount by (cluster, namespace, kind) (${metric("unavailable")}${matchers})`;
}

/** What would else be counted anew for each panel, over a series for each container; and what alerts remember. */
export const RECORDINGS: readonly Recording[] = [
  {
    record: "namespace_kind:k8s_image_availability_exporter_containers:count",
    expr: containersChecked(),
  },
  {
    record: "namespace_kind:k8s_image_availability_exporter_containers_available:sum",
    expr: eitherGeneration("available", "sum"),
  },
  {
    record: "namespace_registry_reason:k8s_image_availability_exporter_unavailable:count",
    expr: `count by (cluster, namespace, registry, reason) (${metric("unavailable")})`,
  },
  {
    record: "namespace_kind:k8s_image_availability_exporter_workload_replicas:sum",
    expr: `sum by (cluster, namespace, kind) (max by (cluster, namespace, kind, name) (${metric("workload_replicas")}))`,
  },
  {
    record: "namespace_kind:k8s_image_availability_exporter_image_moved:count",
    expr: `count by (cluster, namespace, kind) (count by (cluster, namespace, kind, name) (${metric("image_moved")}))`,
  },
  {
    record: "image:k8s_image_availability_exporter_image_nodes:max",
    expr: `max by (cluster, image) (${metric("image_nodes")})`,
  },
  {
    record: "namespace_kind_reason:k8s_image_availability_exporter_rollback_unavailable:count",
    expr: `count by (cluster, namespace, kind, reason) (count by (cluster, namespace, kind, name, revision, reason) (${metric("rollback_unavailable")}))`,
  },
  {
    record: "namespace_kind:k8s_image_availability_exporter_rollback_revisions:min",
    expr: `min by (cluster, namespace, kind) (${metric("rollback_revisions")})`,
  },
  ...EXPORTER_RECORDINGS,
  ...REGISTRY_RECORDINGS,
];
