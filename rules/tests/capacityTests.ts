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
