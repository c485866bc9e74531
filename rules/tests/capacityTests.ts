import { foreign, OTHER_STATE_POD } from "./foreignSeries.ts";
import { type ExpectedAlert, healthy, type RuleTest } from "./ruleTest.ts";

const NODE = { node: "worker-1" };
const podsAllowed = foreign("kube_node_status_capacity", { ...NODE, resource: "pods", unit: "integer" });
const storage = foreign("kube_node_status_capacity", {
  ...NODE,
  resource: "ephemeral_storage",
  unit: "byte",
});

const nodePods = (share: string, labels: Readonly<Record<string, string>> = NODE): ExpectedAlert => ({
  alert: "NodePodsNearCapacity",
  labels: { ...labels, severity: "warning" },
  summary: `Node worker-1 has ${share} of the pods that it can have`,
  description: `worker-1 runs ${share} of the pods that its kubelet allows. Once there is no room left, pods wait elsewhere or for another node.`,
});

const nodeStorage = (share: string): ExpectedAlert => ({
  alert: "NodeEphemeralStorageFilling",
  labels: { ...NODE, severity: "warning" },
  summary: `Containers take ${share} of the ephemeral storage of node worker-1`,
  description: `The logs and files of the containers on worker-1 take at least ${share} of its ephemeral storage; images and emptyDir volumes come on top. When it runs short, the kubelet evicts pods and deletes images, which then have to be pulled again.`,
});

const CLAIM = { namespace: "shop", persistentvolumeclaim: "data" };

const volume = (share: string, severity: string): ExpectedAlert => ({
  alert: "VolumeFilling",
  labels: { ...CLAIM, severity },
  summary: `Volume of claim shop/data is ${share} full`,
  description: `The volume of the claim shop/data has used up ${share} of its space or of its inodes. Once it is full, whatever writes to it fails.`,
});

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
  summary: `${objects} objects of ${resource} more than a day ago`,
  description: `The API server keeps ${objects} objects of the resource ${resource} more than a day ago. Something creates them and nothing takes them away.`,
});

const QUOTA = { namespace: "shop", resourcequota: "team", resource: "requests.cpu" };

export const CAPACITY_TESTS: readonly RuleTest[] = [
  {
    name: "NodePodsNearCapacity: silent at first, then firing, then over",
    series: {
      ...healthy(),
      [foreign("kubelet_running_pods")]: "90+0x10 105+0x60 90+0x100",
      [foreign("kubelet_node_name", NODE)]: "1+0x180",
      [podsAllowed]: "110+0x180",
    },
    at: { 9: [], 38: [], 42: [nodePods("95.45%")], 70: [nodePods("95.45%")], 75: [] },
  },
  {
    name: "NodePodsNearCapacity: by the older name, for two clusters, once for two replicas of kube-state-metrics, and not for a virtual node",
    series: {
      ...healthy(),
      [foreign("kubelet_running_pods", { cluster: "one" })]: "105+0x180",
      [foreign("kubelet_node_name", { ...NODE, cluster: "one" })]: "1+0x180",
      [foreign("kube_node_status_capacity_pods", { ...NODE, cluster: "one" })]: "110+0x180",
      [foreign("kube_node_status_capacity_pods", { ...NODE, cluster: "one", ...OTHER_STATE_POD })]:
        "110+0x180",
      [foreign("kubelet_running_pods", { cluster: "two" })]: "55+0x180",
      [foreign("kubelet_node_name", { ...NODE, cluster: "two" })]: "1+0x180",
      [foreign("kube_node_status_capacity_pods", { ...NODE, cluster: "two" })]: "110+0x180",
      [foreign("kubelet_running_pods", { instance: "10.0.9.2:10250" })]: "1+0x180",
      [foreign("kubelet_node_name", { node: "virtual", instance: "10.0.9.2:10250" })]: "1+0x180",
      [foreign("kube_node_status_capacity", { node: "virtual", resource: "pods", unit: "integer" })]:
        "1+0x180",
    },
    at: { 25: [], 40: [nodePods("95.45%", { ...NODE, cluster: "one" })] },
  },
  {
    name: "NodePodsNearCapacity: neither ended nor begun anew by a failed scrape, a restart of kube-state-metrics, or a kubelet at another address",
    series: {
      ...healthy(),
      [foreign("kubelet_running_pods")]: "105+0x19 stale 105+0x30 stale",
      [foreign("kubelet_node_name", NODE)]: "1+0x19 stale 1+0x30 stale",
      [foreign("kubelet_running_pods", { instance: "10.0.9.3:10250" })]: "_x54 105+0x60",
      [foreign("kubelet_node_name", { ...NODE, instance: "10.0.9.3:10250" })]: "_x54 1+0x60",
      [podsAllowed]: "110+0x25 stale",
      [foreign("kube_node_status_capacity", { ...NODE, resource: "pods", ...OTHER_STATE_POD })]:
        "_x29 110+0x150",
    },
    at: { 28: [], 32: [nodePods("95.45%")], 52: [nodePods("95.45%")], 60: [nodePods("95.45%")] },
  },
  {
    name: "NodeEphemeralStorageFilling: silent at first, then firing by the larger of logs and all, then over",
    series: {
      ...healthy(),
      [foreign("kubelet_container_log_filesystem_used_bytes", {
        namespace: "shop",
        pod: "web-1",
        container: "app",
        uid: "a",
      })]: "10+0x10 40+0x60 10+0x100",
      [foreign("kubelet_container_log_filesystem_used_bytes", {
        namespace: "shop",
        pod: "web-1",
        container: "sidecar",
        uid: "a",
      })]: "0+0x10 20+0x60 10+0x100",
      'pod:container_fs_usage_bytes:sum{namespace="shop",pod="web-1"}': "50+0x180",
      'pod:container_fs_usage_bytes:sum{namespace="shop",pod="db-0"}': "5+0x180",
      [foreign("kube_pod_info", { namespace: "shop", pod: "web-1", ...NODE })]: "1+0x180",
      [foreign("kube_pod_info", { ...OTHER_STATE_POD, namespace: "shop", pod: "web-1", ...NODE })]: "1+0x180",
      [foreign("kube_pod_info", { namespace: "shop", pod: "db-0", ...NODE })]: "1+0x180",
      [storage]: "100+0x180",
    },
    at: { 9: [], 38: [], 42: [nodeStorage("65%")], 70: [nodeStorage("65%")], 75: [] },
  },
  {
    name: "NodeEphemeralStorageFilling: neither ended nor begun anew by a failed scrape or a restart of kube-state-metrics",
    series: {
      ...healthy(),
      [foreign("kubelet_container_log_filesystem_used_bytes", {
        namespace: "shop",
        pod: "web-1",
        container: "app",
        uid: "a",
      })]: "65+0x19 stale 65+0x160",
      [foreign("kube_pod_info", { namespace: "shop", pod: "web-1", ...NODE })]: "1+0x25 stale",
      [foreign("kube_pod_info", { ...OTHER_STATE_POD, namespace: "shop", pod: "web-1", ...NODE })]:
        "_x29 1+0x150",
      [storage]: "100+0x25 stale",
      [foreign("kube_node_status_capacity", {
        ...NODE,
        resource: "ephemeral_storage",
        ...OTHER_STATE_POD,
      })]: "_x29 100+0x150",
    },
    at: { 28: [], 32: [nodeStorage("65%")], 100: [nodeStorage("65%")] },
  },
  {
    name: "VolumeFilling: a warning, then critical, then over",
    series: {
      ...healthy(),
      [foreign("kubelet_volume_stats_capacity_bytes", CLAIM)]: "1000+0x180",
      [foreign("kubelet_volume_stats_available_bytes", CLAIM)]: "300+0x10 100+0x40 20+0x40 300+0x90",
      [foreign("kubelet_volume_stats_used_bytes", CLAIM)]: "650+0x10 850+0x40 930+0x40 650+0x90",
    },
    at: {
      9: [],
      22: [],
      30: [volume("90%", "warning")],
      60: [volume("98%", "warning")],
      75: [volume("98%", "warning"), volume("98%", "critical")],
      95: [],
    },
  },
  {
    name: "VolumeFilling: by what is used where nothing else is known, and by inodes; not for claims that nobody can write to",
    series: {
      ...healthy(),
      [foreign("kubelet_volume_stats_capacity_bytes", CLAIM)]: "1000+0x60",
      [foreign("kubelet_volume_stats_used_bytes", CLAIM)]: "860+0x60",
      [foreign("kubelet_volume_stats_inodes", { ...CLAIM, persistentvolumeclaim: "many" })]: "100+0x60",
      [foreign("kubelet_volume_stats_inodes_used", { ...CLAIM, persistentvolumeclaim: "many" })]: "95+0x60",
      [foreign("kubelet_volume_stats_capacity_bytes", { ...CLAIM, persistentvolumeclaim: "films" })]:
        "1000+0x60",
      [foreign("kubelet_volume_stats_used_bytes", { ...CLAIM, persistentvolumeclaim: "films" })]: "999+0x60",
      [foreign("kube_persistentvolumeclaim_access_mode", {
        ...CLAIM,
        persistentvolumeclaim: "films",
        access_mode: "ReadOnlyMany",
      })]: "1+0x60",
      [foreign("kubelet_volume_stats_capacity_bytes", { ...CLAIM, persistentvolumeclaim: "none" })]: "0+0x60",
      [foreign("kubelet_volume_stats_used_bytes", { ...CLAIM, persistentvolumeclaim: "none" })]: "0+0x60",
    },
    at: {
      30: [
        volume("86%", "warning"),
        {
          ...volume("95%", "warning"),
          labels: { ...CLAIM, persistentvolumeclaim: "many", severity: "warning" },
          summary: volume("95%", "warning").summary.replace("data", "many"),
          description: volume("95%", "warning").description.replace("data", "many"),
        },
      ],
    },
  },
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
  {
    name: "NamespaceQuotaNearlyUsed: silent at first, then firing, then over; not for what a quota forbids",
    series: {
      ...healthy(),
      [foreign("kube_resourcequota", { ...QUOTA, type: "hard" })]: "10+0x180",
      [foreign("kube_resourcequota", { ...QUOTA, type: "used" })]: "5+0x10 9.5+0x19 stale 9.5+0x30 5+0x100",
      [foreign("kube_resourcequota", { ...QUOTA, type: "hard", ...OTHER_STATE_POD })]: "10+0x180",
      [foreign("kube_resourcequota", { ...QUOTA, type: "used", ...OTHER_STATE_POD })]:
        "5+0x10 9.5+0x19 stale",
      [foreign("kube_resourcequota", { ...QUOTA, resource: "services.loadbalancers", type: "hard" })]:
        "0+0x180",
      [foreign("kube_resourcequota", { ...QUOTA, resource: "services.loadbalancers", type: "used" })]:
        "0+0x180",
    },
    at: {
      9: [],
      24: [],
      ...Object.fromEntries(
        [28, 30, 32, 55].map((minute) => [
          minute,
          [
            {
              alert: "NamespaceQuotaNearlyUsed",
              labels: { ...QUOTA, severity: "info" },
              summary: "95% of requests.cpu in quota shop/team are used",
              description:
                "The namespace shop has used up 95% of what its quota team allows of requests.cpu. Beyond it, the API server refuses new objects: a roll-out or a scale-up stops halfway.",
            } as const,
          ],
        ]),
      ),
      65: [],
    },
  },
];
