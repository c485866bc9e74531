import { each, foreign, foreignInNamespace, on } from "../foreignSelectors.ts";

const CLAIM = ["namespace", "persistentvolumeclaim"];
const QUOTA = ["namespace", "resourcequota", "resource"];

/** Of the pods that each node can have, those that run there. A virtual node has room for one, always taken. */
export const NODE_PODS = [
  each(
    ["node"],
    `${each(["instance"], foreign("kubelet_running_pods"))} * ${on(["instance"])} group_left (node) ${each(["instance", "node"], foreign("kubelet_node_name"))}`,
  ),
  `  / ${on(["node"])}`,
  `(${each(["node"], `${foreign("kube_node_status_capacity", 'resource="pods"')} or ${foreign("kube_node_status_capacity_pods")}`)} > 1)`,
].join("\n");

/** Of each node's ephemeral storage, what its containers' files or, where nothing records them, their logs take. */
export const NODE_STORAGE = [
  "sum by (cluster, node) (",
  `  (${each(["namespace", "pod"], foreign("pod:container_fs_usage_bytes:sum"))}`,
  "    or",
  `  sum by (cluster, namespace, pod) (${each(["namespace", "pod", "container"], foreign("kubelet_container_log_filesystem_used_bytes"))}))`,
  `    * ${on(["namespace", "pod"])} group_left (node)`,
  `  topk by (cluster, namespace, pod) (1, ${each(["namespace", "pod", "node"], foreign("kube_pod_info", 'node!=""'))})`,
  ")",
  `  / ${on(["node"])}`,
  each(["node"], foreign("kube_node_status_capacity", 'resource="ephemeral_storage"')),
].join("\n");

/** Of each node's memory, what is taken. */
export const NODE_MEMORY = `1 - max by (cluster, instance) (${foreign("node_memory_MemAvailable_bytes")} or ${foreign("node_memory_MemFree_bytes")}) / max by (cluster, instance) (${foreign("node_memory_MemTotal_bytes")})`;

/** Of each volume's space, what is used. */
export const VOLUMES = `${each(CLAIM, foreignInNamespace("kubelet_volume_stats_used_bytes"))}\n  / (${each(CLAIM, foreignInNamespace("kubelet_volume_stats_capacity_bytes"))} > 0)`;

/** Of each volume's inodes, what is used. */
export const VOLUME_INODES = `${each(CLAIM, foreignInNamespace("kubelet_volume_stats_inodes_used"))}\n  / (${each(CLAIM, foreignInNamespace("kubelet_volume_stats_inodes"))} > 0)`;

/** Of ResourceQuotas, the resources that are measured in bytes. */
const IN_BYTES = ".*memory|.*storage|hugepages-.*";

/** What ResourceQuotas allow, and what of it is used. */
export function quotasOf(unit?: "bytes" | "numbers"): {
  readonly used: string;
  readonly hard: string;
  readonly share: string;
} {
  const matchers = unit === undefined ? [] : [`resource${unit === "bytes" ? "=~" : "!~"}"${IN_BYTES}"`];
  const quota = (type: "used" | "hard") =>
    each(QUOTA, foreignInNamespace("kube_resourcequota", `type="${type}"`, ...matchers));
  const [used, hard] = [quota("used"), `(${quota("hard")} > 0)`];
  return { used, hard, share: `${used}\n  / ${hard}` };
}

/** Bytes of etcd's database: as etcd says or, where it is not scraped, as its API servers do under each of its names. */
export const ETCD_BYTES = [
  each([], foreign("etcd_mvcc_db_total_size_in_bytes")),
  each(
    [],
    [
      foreign("apiserver_storage_size_bytes"),
      foreign("apiserver_storage_db_total_size_in_bytes"),
      foreign("etcd_db_total_size_in_bytes"),
    ].join(" or "),
  ),
].join("\n  or\n");

/** What etcd's documentation calls the largest size for normal use. */
const ETCD_LARGEST_BYTES = 8 * 1024 ** 3;

/** Bytes that etcd may take: its quota or, where that is not known, the largest size suggested. */
export const ETCD_QUOTA = `${each([], foreign("etcd_server_quota_backend_bytes"))}\n  or\n0 * (${ETCD_BYTES}) + ${ETCD_LARGEST_BYTES}`;

/** Objects by resource, under whichever name the API server has for it; `ago` goes back in time, as ` offset 1h`. */
export function objects(ago = ""): string {
  const known = `${foreign("apiserver_storage_objects")}${ago} or ${foreign("etcd_object_counts")}${ago}`;
  // Since Kubernetes 1.34 the group is a label of its own: `deployments` of `apps`, where it was `deployments.apps`.
  const joined = `label_join(${foreign("apiserver_resource_objects")}${ago}, "resource", ".", "resource", "group")`;
  return [
    `(${each(["resource"], known)}`,
    "  or",
    `${each(["resource"], `label_replace(${joined}, "resource", "$1", "resource", "(.*[^.])[.]?")`)})`,
  ].join("\n");
}
