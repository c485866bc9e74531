import { ERROR_RATIO_TESTS } from "./errorRatioTests.ts";
import { EXPORTER_DOWN_TESTS } from "./exporterDownTests.ts";
import { EXPORTER_FLAPPING_TESTS } from "./exporterFlappingTests.ts";
import { EXPORTER, type ExpectedAlert, healthy, type RuleTest, series } from "./ruleTest.ts";
import { SKIPPED_TESTS } from "./skippedTests.ts";

const SECRET = { namespace: "shop", name: "pull" };
const NEW_POD = { pod: "iae-1", instance: "10.0.0.2:8080" };

const stale = (age: string, severity: string): ExpectedAlert => ({
  alert: "ChecksStale",
  labels: { ...EXPORTER, severity },
  summary: `Images have not been checked for ${age}`,
  description: `The target that has waited longest was checked ${age} ago, much longer than config.schedule.recheckWindow, or than a round takes at the present rates. Verdicts may be out of date.`,
});

const LIMITED: ExpectedAlert = {
  alert: "RegistryRateLimited",
  labels: { namespace: EXPORTER.namespace, registry: "docker.io", severity: "warning" },
  summary: "Registry docker.io limits the rate of checks",
  description:
    "docker.io has answered 429 for long. Its images keep their last verdict, and new ones have none. Nodes that pull from the same address or account may be refused as well.",
};

const unreachable = (duration: string): ExpectedAlert => ({
  alert: "RecheckWindowUnreachable",
  labels: { ...EXPORTER, severity: "warning" },
  summary: `A round over all images takes ${duration}`,
  description: `At its present rates the exporter needs ${duration} to check every image once, more than config.schedule.recheckWindow. Raise the rate of the registry that it waits for, or the window.`,
});

export const EXPORTER_TESTS: readonly RuleTest[] = [
  ...EXPORTER_DOWN_TESTS,
  ...EXPORTER_FLAPPING_TESTS,
  ...SKIPPED_TESTS,
  ...ERROR_RATIO_TESTS,
  {
    name: "ExporterNotReady: silent at first, then firing, then over",
    series: { ...healthy(), [series("ready")]: "1+0x10 0+0x49 1+0x60" },
    at: {
      18: [],
      30: [
        {
          alert: "ExporterNotReady",
          labels: { ...EXPORTER, severity: "warning" },
          summary: "The image availability exporter is not ready",
          description:
            "1 pod(s) of the image availability exporter run without being ready: the first lists of the cluster's objects are not complete. /readyz says what is missing.",
        },
      ],
      85: [],
    },
  },
  {
    name: "ChecksStale: a warning beyond two windows, critical beyond six",
    series: { ...healthy(), [series("oldest_check_timestamp_seconds")]: "0+60x10 600+0x99 6600+60x60" },
    at: {
      25: [],
      34: [],
      40: [stale("30m 0s", "warning")],
      90: [stale("1h 20m 0s", "warning"), stale("1h 20m 0s", "critical")],
      135: [],
    },
  },
  {
    name: "ChecksStale: not for what is late because a round takes so long at the present rates",
    series: {
      ...healthy(),
      [series("recheck_duration_seconds")]: "1500+0x180",
      [series("oldest_check_timestamp_seconds")]: "0+0x39 0+60x140",
    },
    at: { 9: [], 39: [unreachable("25m 0s")], 100: [unreachable("25m 0s")] },
  },
  {
    name: "ChecksStale: critical as well while a registry limits the rate, of whose images it does not tell",
    series: {
      ...healthy(),
      [series("oldest_check_timestamp_seconds")]: "0+60x10 600+0x160",
      [series("registry_rate_limited", { registry: "docker.io" })]: "0+0x10 1+0x160",
      [series("registry_rate_limited", { registry: "quay.io" })]: "0+0x180",
    },
    at: { 100: [stale("1h 30m 0s", "warning"), stale("1h 30m 0s", "critical"), LIMITED] },
  },
  {
    name: "ChecksStale: for an exporter whose namespace and job have another one, with a longer window",
    series: {
      ...healthy(),
      [series("oldest_check_timestamp_seconds")]: "0+60x10 600+0x160",
      [series("oldest_check_timestamp_seconds", NEW_POD)]: "0+60x180",
      [series("recheck_window_seconds", NEW_POD)]: "21600+0x180",
      [series("registry_rate_limited", { ...NEW_POD, registry: "ghcr.io" })]: "1+0x5 0+0x170",
    },
    at: { 9: [], 100: [stale("1h 30m 0s", "warning"), stale("1h 30m 0s", "critical")] },
  },
  {
    name: "ChecksStale: outlasts a failed scrape and a restart, whose pod has another name",
    series: {
      ...healthy(),
      [series("oldest_check_timestamp_seconds")]: "0+60x10 600+0x35 stale 600+0x3 stale",
      [series("oldest_check_timestamp_seconds", NEW_POD)]: "_x55 600+0x100",
      [series("recheck_window_seconds")]: "600+0x46 stale 600+0x3 stale",
      [series("recheck_window_seconds", NEW_POD)]: "_x55 600+0x100",
    },
    at: {
      45: [stale("35m 0s", "warning")],
      46: [stale("36m 0s", "warning")],
      47: [stale("36m 0s", "warning")],
      49: [stale("39m 0s", "warning")],
      53: [stale("41m 0s", "warning")],
      57: [stale("47m 0s", "warning")],
    },
  },
  {
    name: "RecheckWindowUnreachable: silent at first, then firing, then over",
    series: { ...healthy(), [series("recheck_duration_seconds")]: "90+0x10 1200+0x49 90+0x60" },
    at: {
      22: [],
      30: [unreachable("20m 0s")],
      85: [unreachable("20m 0s")],
      95: [],
    },
  },
  {
    name: "InformerNotSynced: silent at first, then firing, then over",
    series: { ...healthy(), [series("informer_synced", { resource: "secrets" })]: "1+0x10 0+0x49 1+0x60" },
    at: {
      18: [],
      30: [
        {
          alert: "InformerNotSynced",
          labels: { ...EXPORTER, resource: "secrets", severity: "warning" },
          summary: "The exporter cannot follow secrets",
          description:
            "The exporter's copy of secrets is incomplete or out of date. If k8s_image_availability_exporter_informer_forbidden is 1 for it, permissions are missing; otherwise the API server cannot be reached.",
        },
      ],
      85: [],
    },
  },
  {
    name: "PullSecretInvalid: silent at first, then firing once for all shards, then over",
    series: {
      ...healthy(),
      [series("invalid_pull_secrets", SECRET)]: "_x10 1+0x49 stale",
      [series("invalid_pull_secrets", { ...SECRET, ...NEW_POD })]: "_x10 1+0x49 stale",
    },
    at: {
      18: [],
      30: [
        {
          alert: "PullSecretInvalid",
          labels: { ...SECRET, severity: "warning" },
          summary: "Pull secret shop/pull cannot be parsed",
          description:
            "The Secret shop/pull is used as pull secret and is no docker config. The kubelet pulls nothing for pods that name it.",
        },
      ],
      85: [],
    },
  },
  {
    name: "PullSecretMissing: silent at first, then firing once for all shards, then over",
    series: {
      ...healthy(),
      [series("missing_pull_secrets", SECRET)]: "_x10 1+0x99 stale",
      [series("missing_pull_secrets", { ...SECRET, ...NEW_POD })]: "_x10 1+0x99 stale",
    },
    at: {
      65: [],
      80: [
        {
          alert: "PullSecretMissing",
          labels: { ...SECRET, severity: "info" },
          summary: "Pull secret shop/pull does not exist",
          description:
            "Workloads or ServiceAccounts name the pull secret shop/pull, and there is none. The kubelet passes over it: images that need it cannot be pulled.",
        },
      ],
      140: [],
    },
  },
];
