import { foreign, OTHER_STATE_POD } from "./foreignSeries.ts";
import { type ExpectedAlert, healthy, type RuleTest, series } from "./ruleTest.ts";

const NAMESPACE = { namespace: "shop" };
const HOUR = 60;

/** A day or a week goes by: a sample an hour, and an exporter that does its work all the while. */
const WEEKS = healthy({}, (always) => always.replace("0+60x180", "0+3600x400").replace("x180", "x400"));

const jobs = (count: number, cluster?: string): ExpectedAlert => ({
  alert: "FinishedJobsKept",
  labels: { ...(cluster === undefined ? {} : { cluster }), ...NAMESPACE, severity: "info" },
  summary: `${count} finished Job(s) are left over in namespace shop`,
  description: `${count} Job(s) in shop, none of them a CronJob's, have been finished for long and are still there, with their Pods. spec.ttlSecondsAfterFinished would have the cluster clear them up.`,
});

const pods = (count: number): ExpectedAlert => ({
  alert: "FailedPodsKept",
  labels: { ...NAMESPACE, severity: "info" },
  summary: `${count} failed Pod(s) are left over in namespace shop`,
  description: `${count} Pod(s) in shop, none of them a Job's, failed or were evicted long ago and are still there. Once it is known why, they can go.`,
});

const claims = (count: number): ExpectedAlert => ({
  alert: "ClaimsUnused",
  labels: { ...NAMESPACE, severity: "info" },
  summary: `${count} volume claim(s) in namespace shop are used by no Pod`,
  description: `No Pod has referred to ${count} PersistentVolumeClaim(s) in shop for long. Their volumes are kept, and paid for.`,
});

const atZero = (count: number): ExpectedAlert => ({
  alert: "DeploymentsLongAtZero",
  labels: { ...NAMESPACE, severity: "info" },
  summary: `${count} Deployment(s) in namespace shop have long been scaled to zero`,
  description: `${count} Deployment(s) in shop have run no Pod for long. Their images may be gone by the time somebody scales them up.`,
});

const secrets = (count: number): ExpectedAlert => ({
  alert: "PullSecretsUnused",
  labels: { ...NAMESPACE, severity: "info" },
  summary: `${count} pull secret(s) in namespace shop are used by nothing`,
  description: `Nothing refers to ${count} pull secret(s) in shop. Credentials that nobody needs can only leak.`,
});

const job = (name: string, labels: Readonly<Record<string, string>> = {}) =>
  foreign("kube_job_status_completion_time", { ...labels, ...NAMESPACE, job_name: name });
const failedJob = (name: string) =>
  foreign("kube_job_failed", { ...NAMESPACE, job_name: name, condition: "true" });
const phase = (pod: string, labels: Readonly<Record<string, string>> = {}) =>
  foreign("kube_pod_status_phase", { ...labels, ...NAMESPACE, pod, phase: "Failed" });
const claim = (name: string, labels: Readonly<Record<string, string>> = {}) =>
  foreign("kube_persistentvolumeclaim_info", { ...labels, ...NAMESPACE, persistentvolumeclaim: name });
const reference = (name: string, pod: string) =>
  foreign("kube_pod_spec_volumes_persistentvolumeclaims_info", {
    ...NAMESPACE,
    persistentvolumeclaim: name,
    pod,
    volume: "data",
  });
const replicas = (name: string, labels: Readonly<Record<string, string>> = {}) =>
  foreign("kube_deployment_spec_replicas", { ...labels, ...NAMESPACE, deployment: name });

export const LEFTOVER_TESTS: readonly RuleTest[] = [
  {
    name: "FinishedJobsKept: for Jobs that succeeded or failed a week ago, but not a CronJob's; silent at first, then firing, then over",
    every: HOUR,
    series: {
      ...WEEKS,
      // The first ended after 10 hours, the second after 20.
      [job("import")]: "_x10 36000+0x220 stale",
      [job("import", OTHER_STATE_POD)]: "_x10 36000+0x220 stale",
      [failedJob("export")]: "0+0x19 1+0x210 stale",
      [job("night-1")]: "3600+0x400",
      [foreign("kube_job_owner", { ...NAMESPACE, job_name: "night-1", owner_kind: "CronJob" })]: "1+0x400",
      [failedJob("night-2")]: "1+0x400",
      [foreign("kube_job_owner", { ...NAMESPACE, job_name: "night-2", owner_kind: "CronJob" })]: "1+0x400",
    },
    at: {
      [9 * HOUR]: [],
      [178 * HOUR]: [],
      [181 * HOUR]: [jobs(1)],
      [187 * HOUR]: [jobs(1)],
      [190 * HOUR]: [jobs(2)],
      [229 * HOUR]: [jobs(2)],
      [233 * HOUR]: [],
    },
  },
  {
    name: "FinishedJobsKept: for each cluster, and neither ended nor begun anew by a failed scrape or a restart of kube-state-metrics",
    series: {
      ...healthy(),
      // At minute 20 it is a week old; Prometheus' time begins with 0.
      [job("import", { cluster: "one" })]: `${1200 - 604800}+0x39 stale ${1200 - 604800}+0x20 stale`,
      [job("import", { cluster: "one", ...OTHER_STATE_POD })]: `_x65 ${1200 - 604800}+0x100`,
      [job("import", { cluster: "two" })]: "0+0x180",
    },
    at: { 78: [], 82: [jobs(1, "one")], 100: [jobs(1, "one")] },
  },
  {
    name: "FailedPodsKept: for Pods that failed a day ago, but not a Job's; silent at first, then firing, then over",
    every: HOUR,
    series: {
      ...WEEKS,
      [phase("web-1")]: "0+0x9 1+0x60 stale",
      [phase("web-1", OTHER_STATE_POD)]: "0+0x9 1+0x60 stale",
      [phase("web-2")]: "0+0x400",
      [phase("import-1")]: "1+0x400",
      [foreign("kube_pod_info", { ...NAMESPACE, pod: "import-1", created_by_kind: "Job" })]: "1+0x400",
    },
    at: { [9 * HOUR]: [], [33 * HOUR]: [], [36 * HOUR]: [pods(1)], [69 * HOUR]: [pods(1)], [73 * HOUR]: [] },
  },
  {
    name: "ClaimsUnused: for claims to which no Pod has referred for a week; silent at first, then firing, then over",
    every: HOUR,
    series: {
      ...WEEKS,
      [claim("data-0")]: "1+0x400",
      [claim("data-0", OTHER_STATE_POD)]: "1+0x400",
      [reference("data-0", "db-0")]: "1+0x19 stale",
      [reference("data-0", "db-1")]: "_x250 1+0x100",
      // Used once a day, and used always.
      [claim("cache")]: "1+0x400",
      ...Object.fromEntries(
        [...Array(16).keys()].map((day) => [reference("cache", `night-${day}`), `_x${day * 24} 1 stale`]),
      ),
      [claim("films")]: "1+0x400",
      [reference("films", "web-0")]: "1+0x400",
      // Not there long enough to be told of.
      [claim("new")]: "_x150 1+0x100 stale",
    },
    at: {
      [19 * HOUR]: [],
      [180 * HOUR]: [],
      [195 * HOUR]: [claims(1)],
      [249 * HOUR]: [claims(1)],
      [255 * HOUR]: [],
    },
  },
  {
    name: "ClaimsUnused: not where it is not known which claims are used",
    every: HOUR,
    series: { ...WEEKS, [claim("data-0")]: "1+0x400" },
    at: { [200 * HOUR]: [], [399 * HOUR]: [] },
  },
  {
    name: "DeploymentsLongAtZero: for Deployments without replicas for a week; silent at first, then firing, then over",
    every: HOUR,
    series: {
      ...WEEKS,
      [replicas("web")]: "3+0x9 0+0x240 1+0x100",
      [replicas("web", OTHER_STATE_POD)]: "3+0x9 0+0x240 1+0x100",
      [replicas("api")]: "0+0x9 stale",
      [replicas("api", OTHER_STATE_POD)]: "_x10 0+0x20 stale",
      // At work for an hour every other day.
      [replicas("report")]: "1 0+0x47 1 0+0x47 1 0+0x47 1 0+0x47 1 0+0x47 1 0+0x47 1 0+0x47 1 0+0x60",
      [replicas("new")]: "_x100 0+0x165 stale",
    },
    at: {
      [9 * HOUR]: [],
      [176 * HOUR]: [],
      [180 * HOUR]: [atZero(1)],
      [249 * HOUR]: [atZero(1)],
      [252 * HOUR]: [],
      [300 * HOUR]: [],
    },
  },
  {
    name: "PullSecretsUnused: once for a namespace, silent for a day, then firing through a restart, then over",
    every: 10,
    series: {
      ...healthy({}, (always) => always.replace("0+60x180", "0+600x400").replace("x180", "x400")),
      [series("unused_pull_secrets", { ...NAMESPACE, name: "pull" })]: "_x6 1+0x60 stale",
      [series("unused_pull_secrets", { ...NAMESPACE, name: "old" })]: "_x6 1+0x60 stale",
      [series("unused_pull_secrets", {
        ...NAMESPACE,
        name: "pull",
        pod: "iae-1",
        instance: "10.0.0.2:8080",
      })]: "_x68 1+0x200 stale",
      [series("unused_pull_secrets", { ...NAMESPACE, name: "old", pod: "iae-1", instance: "10.0.0.2:8080" })]:
        "_x68 1+0x180 stale",
    },
    at: {
      [24 * HOUR]: [],
      [27 * HOUR]: [secrets(2)],
      [43 * HOUR]: [secrets(1)],
      [46 * HOUR]: [],
    },
  },
];
