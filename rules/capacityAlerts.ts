import type { Alert, AlertName } from "./alert.ts";
import { lately } from "./expressions.ts";
import { each, fillingBands, on } from "./foreignExpressions.ts";

const NODE = ["node"] as const;
const POD = ["namespace", "pod"] as const;
const CLAIM = ["namespace", "persistentvolumeclaim"] as const;
const QUOTA = ["namespace", "resourcequota", "resource"] as const;

/** The node of each kubelet, whose own metrics need not have it. A kubelet that moved to another address is counted once. */
const OF_NODE = `* ${on(["instance"])} group_left (node)\n    topk by (cluster, instance) (1, ${lately("kubelet_node_name")})`;

// A virtual node has room for one pod, always taken.
const NODE_PODS = [
  each(NODE, `\n  ${each(["instance"], lately("kubelet_running_pods"))}\n    ${OF_NODE}\n`),
  `  / ${on(NODE)}`,
  `(${each(NODE, `${lately('kube_node_status_capacity{resource="pods"}')} or ${lately("kube_node_status_capacity_pods")}`)} > 1)`,
].join("\n");

// What the recorded series holds may include the logs, so the two are never added up: the larger one is surely used.
const NODE_STORAGE = [
  "sum by (cluster, node) (",
  `  ${each(
    POD,
    [
      "",
      `    sum by (cluster, namespace, pod) (${each([...POD, "container"], lately("kubelet_container_log_filesystem_used_bytes"))})`,
      "      or",
      `    label_replace(${lately("pod:container_fs_usage_bytes:sum")}, "of", "all", "", "")`,
      "  ",
    ].join("\n"),
  )}`,
  `    * ${on(POD)} group_left (node)`,
  `  topk by (cluster, namespace, pod) (1, ${lately('kube_pod_info{node!=""}')})`,
  ")",
  `  / ${on(NODE)}`,
  each(NODE, lately('kube_node_status_capacity{resource="ephemeral_storage"}')),
].join("\n");

const used = (what: string, share: string) => `  label_replace(${share}, "of", "${what}", "", "")`;
const capacity = `(${lately("kubelet_volume_stats_capacity_bytes")} > 0)`;

// File systems keep some space to themselves, and can have inodes to run out of: what is nearest to its end counts.
const VOLUME = [
  "(",
  each(
    CLAIM,
    [
      "",
      used("used", `${lately("kubelet_volume_stats_used_bytes")} / ${capacity}`),
      "    or",
      used("available", `1 - ${lately("kubelet_volume_stats_available_bytes")} / ${capacity}`),
      "    or",
      used(
        "inodes",
        `${lately("kubelet_volume_stats_inodes_used")} / (${lately("kubelet_volume_stats_inodes")} > 0)`,
      ),
      "",
    ].join("\n"),
  ),
  // Who cannot write to it does not fill it.
  `  unless ${on(CLAIM)} (${lately('kube_persistentvolumeclaim_access_mode{access_mode="ReadOnlyMany"}')} == 1)`,
  ")",
].join("\n");

const ETCD_QUOTA = each(
  ["job"],
  `${lately("etcd_mvcc_db_total_size_in_bytes")} / (${lately("etcd_server_quota_backend_bytes")} > 0)`,
);

/** What etcd's documentation calls the largest size for normal use. */
const ETCD_LARGEST_BYTES = 8 * 1024 ** 3;

// Where etcd itself is not scraped, such as in managed clusters, its API servers know the size, and not the quota.
const ETCD = [
  "(",
  `  ${ETCD_QUOTA}`,
  "    or",
  `  ${each(
    ["job"],
    [
      lately("apiserver_storage_size_bytes"),
      lately("apiserver_storage_db_total_size_in_bytes"),
      lately("etcd_db_total_size_in_bytes"),
    ].join(" or "),
  )} / ${ETCD_LARGEST_BYTES}`,
  `    unless ${on([])} ${lately("etcd_server_quota_backend_bytes")}`,
  ")",
].join("\n");

// Since Kubernetes 1.34 the group is a label of its own: `deployments` of `apps`, where it was `deployments.apps`.
const objects = (ago = "") =>
  each(
    ["resource"],
    [
      "",
      `  ${lately("apiserver_storage_objects", ago)}`,
      "    or",
      `  ${lately("etcd_object_counts", ago)}`,
      "    or",
      `  label_replace(label_join(${lately("apiserver_resource_objects", ago)}, "resource", ".", "resource", "group"), "resource", "$1", "resource", "(.*[^.])[.]?")`,
      "",
    ].join("\n"),
  );

const quota = (type: "used" | "hard") => each(QUOTA, lately(`kube_resourcequota{type="${type}"}`));

const CLAIM_NAME = "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}";
const QUOTA_NAME = "{{ $labels.namespace }}/{{ $labels.resourcequota }}";

/** What a cluster, its nodes, volumes and namespaces have little left of. */
export const CAPACITY_ALERTS = {
  NodePodsNearCapacity: {
    summary: "Node {{ $labels.node }} has {{ $value | humanizePercentage }} of the pods that it can have",
    description:
      "{{ $labels.node }} runs {{ $value | humanizePercentage }} of the pods that its kubelet allows. Once there is no room left, pods wait elsewhere or for another node.",
    bands: [{ expr: `${NODE_PODS}\n  >= $threshold` }],
  },
  NodeEphemeralStorageFilling: {
    summary:
      "Containers take {{ $value | humanizePercentage }} of the ephemeral storage of node {{ $labels.node }}",
    description:
      "The logs and files of the containers on {{ $labels.node }} take at least {{ $value | humanizePercentage }} of its ephemeral storage; images and emptyDir volumes come on top. When it runs short, the kubelet evicts pods and deletes images, which then have to be pulled again.",
    bands: [{ expr: `${NODE_STORAGE}\n  >= $threshold` }],
  },
  VolumeFilling: {
    summary: `Volume of claim ${CLAIM_NAME} is {{ $value | humanizePercentage }} full`,
    description: `The volume of the claim ${CLAIM_NAME} has used up {{ $value | humanizePercentage }} of its space or of its inodes. Once it is full, whatever writes to it fails.`,
    bands: fillingBands(VOLUME),
  },
  EtcdNearQuota: {
    summary: "etcd has used up {{ $value | humanizePercentage }} of the space that it may take",
    description:
      "The database of etcd ({{ $labels.job }}) takes {{ $value | humanizePercentage }} of its quota or, where only the API server tells of it, of 8 GiB, the largest size suggested. Beyond the quota etcd refuses all writes: nothing in the cluster can be changed, no pod created.",
    bands: fillingBands(ETCD, { critical: ETCD_QUOTA }),
  },
  EtcdObjectsMany: {
    summary: "There are {{ $value }} objects of {{ $labels.resource }}",
    description:
      "The API server keeps {{ $value }} objects of the resource {{ $labels.resource }}. Whoever lists or watches them all, controllers and this exporter included, needs time and memory for each; etcd needs space.",
    bands: [{ expr: `${objects()}\n  >= $threshold` }],
  },
  ApiObjectsGrowing: {
    summary: "{{ $labels.resource }} grew by {{ $value }} objects in a day",
    description:
      "The API server keeps {{ $value }} objects more of the resource {{ $labels.resource }} than it did a day ago. Something creates them and nothing takes them away.",
    bands: [{ expr: `${objects()}\n  -\n${objects("offset 1d")}\n  >= $threshold` }],
  },
  NamespaceQuotaNearlyUsed: {
    summary: `{{ $value | humanizePercentage }} of {{ $labels.resource }} in quota ${QUOTA_NAME} are used`,
    description: `The namespace {{ $labels.namespace }} has used up {{ $value | humanizePercentage }} of what its quota {{ $labels.resourcequota }} allows of {{ $labels.resource }}. Beyond it, the API server refuses new objects: a roll-out or a scale-up stops halfway.`,
    bands: [{ expr: `${quota("used")}\n  / (${quota("hard")} > 0)\n  >= $threshold` }],
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
