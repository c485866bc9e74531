import { METRIC_PREFIX } from "../../src/metrics/metricFamily.ts";
import { CONTAINER, POD, series, unavailable, up } from "./ruleTest.ts";

/** Series, and what a recorded one then is, by its labels. */
export interface RecordingTest {
  readonly name: string;
  readonly series: Readonly<Record<string, string>>;
  readonly recorded: Readonly<
    Record<string, readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>
  >;
}

const CHECKED = `namespace_kind:${METRIC_PREFIX}containers:count`;
const AVAILABLE = `namespace_kind:${METRIC_PREFIX}containers_available:sum`;
const FAILED = `namespace_registry_reason:${METRIC_PREFIX}unavailable:count`;

const recorded = (of: string, by: string, how: string) => `${by}:${METRIC_PREFIX}${of}:${how}`;

const { namespace, image } = CONTAINER;
const other = { name: "api", image: "docker.io/team/api:1" };
const cronjob = { namespace, cronjob: "night", container: "app", image };

const WEB = { namespace, kind: "deployment", name: "web" };
const LOST = { ...CONTAINER, registry: "docker.io", reason: "absent" };

// The same three containers under the names of either generation.
const KIND_AS_LABEL = {
  [series("available", CONTAINER)]: "1+0x10",
  [series("available", { ...CONTAINER, ...other })]: "0+0x10",
  [series("available", { namespace, kind: "cronjob", name: "night", container: "app", image })]: "1+0x10",
};
const KIND_IN_NAME = {
  [series("deployment_available", { namespace, deployment: "web", container: "app", image })]: "1+0x10",
  [series("deployment_available", { namespace, deployment: "api", container: "app", image: other.image })]:
    "0+0x10",
  [series("cronjob_available", cronjob)]: "1+0x10",
};
const COUNTED = {
  [CHECKED]: [
    { labels: { namespace, kind: "deployment" }, value: 2 },
    { labels: { namespace, kind: "cronjob" }, value: 1 },
  ],
  [AVAILABLE]: [
    { labels: { namespace, kind: "deployment" }, value: 1 },
    { labels: { namespace, kind: "cronjob" }, value: 1 },
  ],
};

export const RECORDING_TESTS: readonly RecordingTest[] = [
  { name: "containers are counted with the kind as a label", series: KIND_AS_LABEL, recorded: COUNTED },
  { name: "containers are counted with the kind in the name", series: KIND_IN_NAME, recorded: COUNTED },
  {
    name: "containers are counted once where both generations are there",
    series: { ...KIND_AS_LABEL, ...KIND_IN_NAME },
    recorded: COUNTED,
  },
  {
    name: "containers of kinds that have no name of their own are counted where they are unavailable",
    series: { ...KIND_IN_NAME, [unavailable("absent", { kind: "pod" })]: "1+0x10" },
    recorded: {
      [CHECKED]: [...COUNTED[CHECKED]!, { labels: { namespace, kind: "pod" }, value: 1 }],
    },
  },
  {
    name: "unavailable containers are counted by cluster, namespace, registry and reason",
    series: {
      [unavailable("absent", { cluster: "one" })]: "1+0x10",
      [unavailable("absent", { cluster: "one", ...other })]: "1+0x10",
      [unavailable("absent", { cluster: "two" })]: "1+0x10",
      [unavailable("unknown_error", { cluster: "two", ...other })]: "1+0x10",
    },
    recorded: {
      [FAILED]: [
        { labels: { cluster: "one", namespace, registry: "docker.io", reason: "absent" }, value: 2 },
        { labels: { cluster: "two", namespace, registry: "docker.io", reason: "absent" }, value: 1 },
        { labels: { cluster: "two", namespace, registry: "docker.io", reason: "unknown_error" }, value: 1 },
      ],
    },
  },
  {
    name: "what a re-creation would bring is added up by cluster, namespace and kind, once whoever tells it",
    series: {
      [series("workload_replicas", { ...WEB, cluster: "one" })]: "3+0x10",
      [series("workload_replicas", { ...WEB, cluster: "one", pod: "iae-1" })]: "3+0x10",
      [series("workload_replicas", { ...WEB, cluster: "one", name: "api" })]: "1+0x10",
      [series("workload_replicas", { ...WEB, cluster: "two" })]: "7+0x10",
      [series("image_moved", { ...CONTAINER, cluster: "one" })]: "1+0x10",
      [series("image_moved", { ...CONTAINER, cluster: "one", container: "init" })]: "1+0x10",
      [series("image_moved", { ...CONTAINER, cluster: "one", name: "api" })]: "1+0x10",
      [series("image_nodes", { image, cluster: "one" })]: "1+0x10",
      [series("image_nodes", { image, cluster: "one", pod: "iae-1" })]: "2+0x10",
      [series("image_nodes", { image, cluster: "two" })]: "5+0x10",
      [series("rollback_unavailable", { ...LOST, revision: "7" })]: "1+0x10",
      [series("rollback_unavailable", { ...LOST, revision: "7", container: "init" })]: "1+0x10",
      [series("rollback_unavailable", { ...LOST, revision: "6" })]: "2+0x10",
      [series("rollback_revisions", WEB)]: "3+0x10",
      [series("rollback_revisions", { ...WEB, name: "api" })]: "1+0x10",
    },
    recorded: {
      [recorded("workload_replicas", "namespace_kind", "sum")]: [
        { labels: { cluster: "one", namespace, kind: "deployment" }, value: 4 },
        { labels: { cluster: "two", namespace, kind: "deployment" }, value: 7 },
      ],
      [recorded("image_moved", "namespace_kind", "count")]: [
        { labels: { cluster: "one", namespace, kind: "deployment" }, value: 2 },
      ],
      [recorded("image_nodes", "image", "max")]: [
        { labels: { cluster: "one", image }, value: 2 },
        { labels: { cluster: "two", image }, value: 5 },
      ],
      [recorded("rollback_unavailable", "namespace_kind_reason", "count")]: [
        { labels: { namespace, kind: "deployment", reason: "absent" }, value: 2 },
      ],
      [recorded("rollback_revisions", "namespace_kind", "min")]: [
        { labels: { namespace, kind: "deployment" }, value: 1 },
      ],
    },
  },
  {
    name: "when an exporter answered last is remembered, and whether its pods do now",
    series: {
      [up()]: "1+0x3 0+0x10",
      [series("shards")]: "1+0x3 stale",
      [up({ pod: "other-0" })]: "1+0x10",
      [series("shards", { pod: "gone-5c7d8f9b64-x2b4c" })]: "1+0x3 stale",
    },
    recorded: {
      [recorded("shards", "namespace_exporter", "timestamp")]: [
        { labels: { namespace: POD.namespace, exporter: "iae" }, value: 180 },
        { labels: { namespace: POD.namespace, exporter: "gone" }, value: 180 },
      ],
      [recorded("up", "namespace_exporter_slot", "last")]: [
        { labels: { namespace: POD.namespace, exporter: "iae", slot: "iae-0" }, value: 0 },
        { labels: { namespace: POD.namespace, exporter: "gone", slot: "gone" }, value: 0 },
      ],
    },
  },
  {
    name: "whether a registry has answered lately, by each pod that asks it",
    series: {
      [series("checks_total", { registry: "docker.io", result: "available" })]: "5+0x10",
      [series("checks_total", { registry: "docker.io", result: "registry_unavailable" })]: "5+1x10",
      [series("checks_total", { registry: "ghrc.io", result: "registry_unavailable" })]: "5+1x10",
    },
    recorded: {
      [recorded("answered_checks", "instance_registry", "lately")]: [
        { labels: { ...POD, registry: "docker.io" }, value: 5 },
      ],
    },
  },
  {
    name: "when a registry answered for an image last is remembered",
    series: {
      [series("registry_images", { registry: "docker.io", answered: "true" })]: "5+0x3 0+0x10",
      [series("registry_images", { registry: "docker.io", answered: "false" })]: "0+0x3 5+0x10",
      [series("registry_images", { registry: "ghrc.io", answered: "true" })]: "0+0x13",
    },
    recorded: {
      [recorded("registry_images", "registry", "timestamp")]: [
        { labels: { registry: "docker.io" }, value: 180 },
      ],
    },
  },
];
