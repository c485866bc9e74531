import { METRIC_PREFIX } from "../../src/metrics/metricFamily.ts";
import { CONTAINER, series, unavailable } from "./ruleTest.ts";

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

const { namespace, image } = CONTAINER;
const other = { name: "api", image: "docker.io/team/api:1" };
const cronjob = { namespace, cronjob: "night", container: "app", image };

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
];
