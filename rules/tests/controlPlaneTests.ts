import { foreign } from "./foreignSeries.ts";
import { type ExpectedAlert, healthy, type RuleTest } from "./ruleTest.ts";

const etcd = (share: string, severity: string, job = "etcd"): ExpectedAlert => ({
  alert: "EtcdNearQuota",
  labels: { job, severity },
  summary: `etcd has used up ${share} of the space that it may take`,
  description: `The database of etcd (${job}) takes ${share} of its quota or, where only the API server tells of it, of 8 GiB, the largest size suggested. Beyond the quota etcd refuses all writes: nothing in the cluster can be changed, no pod created.`,
});

const many = (resource: string, objects: string): ExpectedAlert => ({
  alert: "EtcdObjectsMany",
  labels: { resource, severity: "warning" },
  summary: `There are ${objects} objects of ${resource}`,
  description: `The API server keeps ${objects} objects of the resource ${resource}. Whoever lists or watches them all, controllers and this exporter included, needs time and memory for each; etcd needs space.`,
});

const growing = (resource: string, objects: string): ExpectedAlert => ({
  alert: "ApiObjectsGrowing",
  labels: { resource, severity: "info" },
  summary: `${resource} grew by ${objects} objects in a day`,
  description: `The API server keeps ${objects} objects more of the resource ${resource} than it did a day ago. Something creates them and nothing takes them away.`,
});

/** The alerts on etcd and what the API server keeps in it. */
export const CONTROL_PLANE_TESTS: readonly RuleTest[] = [
  {
    name: "EtcdNearQuota: once for three members, a warning, then critical, then over",
    series: {
      ...healthy(),
      ...Object.fromEntries(
        ["10.0.9.1:2381", "10.0.9.2:2381", "10.0.9.3:2381"].flatMap((instance) => [
          [foreign("etcd_server_quota_backend_bytes", { instance }), "1000+0x180"],
          [
            foreign("etcd_mvcc_db_total_size_in_bytes", { instance }),
            "500+0x10 900+0x20 stale 900+0x20 970+0x40 500+0x60",
          ],
        ]),
      ),
      [foreign("apiserver_storage_size_bytes", { storage_cluster_id: "etcd-0" })]: "8000000000+0x180",
    },
    at: {
      9: [],
      22: [],
      28: [etcd("90%", "warning")],
      32: [etcd("90%", "warning")],
      60: [etcd("97%", "warning")],
      75: [etcd("97%", "warning"), etcd("97%", "critical")],
      110: [],
    },
  },
  ...(
    [
      ["apiserver_storage_size_bytes", { storage_cluster_id: "etcd-0" }],
      ["apiserver_storage_db_total_size_in_bytes", { endpoint: "etcd-0" }],
      ["etcd_db_total_size_in_bytes", { endpoint: "etcd-0" }],
    ] as const
  ).map(
    ([name, labels]): RuleTest => ({
      name: `EtcdNearQuota: a warning, and no more, where only ${name} is there`,
      series: {
        ...healthy(),
        [foreign(name, labels)]: `${2 ** 32}+0x10 ${0.875 * 2 ** 33}+0x20 ${2 ** 33}+0x30`,
      },
      at: {
        9: [],
        22: [],
        28: [etcd("87.5%", "warning", "apiserver")],
        55: [etcd("100%", "warning", "apiserver")],
      },
    }),
  ),
  ...(
    [
      ["apiserver_storage_objects", { resource: "jobs.batch" }],
      ["etcd_object_counts", { resource: "jobs.batch" }],
      ["apiserver_resource_objects", { resource: "jobs", group: "batch" }],
    ] as const
  ).map(
    ([name, labels]): RuleTest => ({
      name: `EtcdObjectsMany: by ${name}, once for two API servers, silent at first, then over`,
      series: {
        ...healthy(),
        [foreign(name, labels)]: "1000+0x10 60000+0x80 1000+0x80",
        [foreign(name, { ...labels, instance: "10.0.9.2:6443" })]: "1000+0x10 60000+0x20 stale",
      },
      at: { 9: [], 65: [], 75: [many("jobs.batch", "60000")], 100: [] },
    }),
  ),
  {
    name: "EtcdObjectsMany: of the core group, once where both names are there, and not where the number is not known",
    series: {
      ...healthy(),
      [foreign("apiserver_storage_objects", { resource: "secrets" })]: "60000+0x180",
      [foreign("apiserver_resource_objects", { resource: "secrets", group: "" })]: "60000+0x180",
      [foreign("apiserver_storage_objects", { resource: "nodes" })]: "-1+0x180",
    },
    at: { 75: [many("secrets", "60000")] },
  },
  {
    name: "ApiObjectsGrowing: silent at first, then firing, then over",
    every: 60,
    series: {
      ...healthy({}, (always) => always.replace("0+60x", "0+3600x")),
      // For nine days; from the third on a thousand an hour more, for eight hours.
      [foreign("apiserver_storage_objects", { resource: "jobs.batch" })]: "1000+0x48 2000+1000x7 9000+0x160",
      [foreign("apiserver_storage_objects", { resource: "pods", instance: "10.0.9.1:6443" })]:
        "10000-1000x4 10000+0x20 9000+0x100",
      [foreign("apiserver_resource_objects", { resource: "crds", group: "new" })]: "_x60 9000+0x100",
    },
    at: {
      [40 * 60]: [],
      [58 * 60]: [],
      [62 * 60]: [growing("jobs.batch", "8000")],
      [71 * 60]: [growing("jobs.batch", "8000")],
      [79 * 60]: [],
      [150 * 60]: [],
    },
  },
];
