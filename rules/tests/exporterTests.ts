import {
  EXPORTER,
  type ExpectedAlert,
  healthy,
  POD,
  type RuleTest,
  series,
  unavailable,
  up,
} from "./ruleTest.ts";

const SECRET = { namespace: "shop", name: "pull" };
const NEW_POD = { pod: "iae-1", instance: "10.0.0.2:8080" };

const down = (labels: Readonly<Record<string, string>>): ExpectedAlert => ({
  alert: "ExporterDown",
  labels: { ...labels, severity: "critical" },
  summary: "The image availability exporter cannot be scraped",
  description:
    "Prometheus gets no metrics from a pod of the image availability exporter, or from none at all. Nobody will be told of images that go missing.",
});

const stale = (age: string, severity: string): ExpectedAlert => ({
  alert: "ChecksStale",
  labels: { ...POD, severity },
  summary: `Images have not been checked for ${age}`,
  description: `The target of 10.0.0.1:8080 that has waited longest was checked ${age} ago, much longer than config.schedule.recheckWindow. Verdicts may be out of date.`,
});

const failing = (share: string, severity: string): ExpectedAlert => ({
  alert: "HighErrorRatio",
  labels: { ...EXPORTER, severity },
  summary: `${share} of the image checks fail`,
  description: `${share} of the checks of the last ten minutes ended without a verdict on the image, registries that are down left aside: server errors, proxies, nonsense. Verdicts may be wrong.`,
});

export const EXPORTER_TESTS: readonly RuleTest[] = [
  {
    name: "ExporterDown: for a pod that does not answer, silent at first",
    series: {
      ...healthy({}, (always) => always.replace("x180", "x10 stale")),
      [up()]: "1+0x10 0+0x60 1+0x60",
    },
    at: { 9: [], 14: [], 20: [down(EXPORTER)], 70: [down(EXPORTER)], 80: [] },
  },
  {
    name: "ExporterDown: for one shard of two",
    series: {
      ...healthy(),
      [up(NEW_POD)]: "1+0x10 0+0x60",
    },
    at: { 9: [], 14: [], 20: [down(EXPORTER)] },
  },
  {
    name: "ExporterDown: for an exporter whose targets are gone",
    series: healthy({}, (always) => always.replace("x180", "x10 stale")),
    at: { 9: [], 14: [], 20: [down(EXPORTER)], 170: [down(EXPORTER)] },
  },
  {
    name: "ExporterDown: where there was never an exporter",
    series: { [up({ job: "node", instance: "10.0.0.9:9100" })]: "1+0x60" },
    at: { 3: [], 10: [down({})] },
  },
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
      70: [],
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
      120: [],
    },
  },
  {
    name: "RecheckWindowUnreachable: silent at first, then firing, then over",
    series: { ...healthy(), [series("recheck_duration_seconds")]: "90+0x10 1200+0x49 90+0x60" },
    at: {
      22: [],
      30: [
        {
          alert: "RecheckWindowUnreachable",
          labels: { ...POD, severity: "warning" },
          summary: "A round over all images takes 20m 0s",
          description:
            "At its present rates 10.0.0.1:8080 needs 20m 0s to check every image once, more than config.schedule.recheckWindow. Raise the registries' rates, the window, or the number of shards.",
        },
      ],
      70: [],
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
      70: [],
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
      65: [],
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
      115: [],
    },
  },
  {
    name: "HighErrorRatio: a warning from a quarter on, critical from three quarters on",
    series: {
      ...healthy(),
      [series("checks_total", { registry: "docker.io", result: "unknown_error" })]:
        "0+0x10 0+75x60 4500+900x80",
    },
    at: {
      9: [],
      20: [],
      60: [failing("42.86%", "warning")],
      130: [failing("90%", "warning"), failing("90%", "critical")],
    },
  },
  {
    name: "HighErrorRatio: not for a registry that gives no answer, which has an alert of its own",
    series: {
      ...healthy(),
      [series("registry_up", { registry: "quay.io" })]: "1+0x10 0+0x6 1+0x100",
      [series("checks_total", { registry: "quay.io", result: "registry_unavailable" })]:
        "0+0x10 0+900x6 5400+0x100",
      [unavailable("registry_unavailable", { registry: "quay.io" })]: "_x10 1+0x6 stale",
    },
    at: { 9: [], 16: [], 26: [], 40: [], 90: [] },
  },
];
