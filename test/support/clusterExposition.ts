/** Which names kube-state-metrics and the API server have for what was renamed. */
export type Generation = "old" | "new";

type Labels = Readonly<Record<string, string>>;
type Series = readonly [name: string, labels: Labels, value: number];

const GIB = 1024 ** 3;
const DAY_S = 86_400;

const NODES = [
  { node: "node-a", instance: "10.0.0.1:10250", pods: 100, memory: 0.1 },
  { node: "node-b", instance: "10.0.0.2:10250", pods: 40, memory: 0.6 },
] as const;

const claim = (namespace: string, persistentvolumeclaim: string): Labels => ({
  namespace,
  persistentvolumeclaim,
});
const pod = (namespace: string, name: string): Labels => ({ namespace, pod: name, uid: `uid-${name}` });

/**
 * What Prometheus would scrape in a small cluster from kube-state-metrics, kubelets, node exporters, etcd and the API
 * server, and what usual recording rules make of it, with the names and labels that their documentation gives. There is
 * something of everything that the hygiene bundle looks for.
 *
 * @param now in seconds since 1970
 */
export function clusterExposition(generation: Generation, now: number): string {
  const series = [
    ...NODES.flatMap((node) => nodeSeries(node, generation)),
    ...volumeSeries(),
    ...leftOverSeries(now),
    ...usageSeries(),
    ...quotaSeries(),
    ...(generation === "new" ? newStoreSeries() : oldStoreSeries()),
  ];
  return series.map(([name, labels, value]) => `${name}${labelText(labels)} ${value}\n`).join("");
}

function nodeSeries(
  { node, instance, pods, memory }: (typeof NODES)[number],
  generation: Generation,
): readonly Series[] {
  const scraped = { job: "kubelet", instance };
  const host = { job: "node-exporter", instance: instance.replace("10250", "9100") };
  return [
    ["kube_node_info", { node, kubelet_version: "v1.35.0" }, 1],
    generation === "new"
      ? ["kube_node_status_capacity", { node, resource: "pods", unit: "integer" }, 110]
      : ["kube_node_status_capacity_pods", { node }, 110],
    ["kube_node_status_capacity", { node, resource: "ephemeral_storage", unit: "byte" }, 100 * GIB],
    ["kubelet_node_name", { ...scraped, node }, 1],
    ["kubelet_running_pods", scraped, pods],
    [
      generation === "new" ? "node_memory_MemAvailable_bytes" : "node_memory_MemFree_bytes",
      host,
      memory * 64 * GIB,
    ],
    ["node_memory_MemTotal_bytes", host, 64 * GIB],
  ];
}

function volumeSeries(): readonly Series[] {
  const volume = (labels: Labels, used: number, inodes: number): readonly Series[] => [
    ["kubelet_volume_stats_capacity_bytes", labels, 10 * GIB],
    ["kubelet_volume_stats_used_bytes", labels, used * GIB],
    ["kubelet_volume_stats_available_bytes", labels, (10 - used) * GIB],
    ["kubelet_volume_stats_inodes", labels, 1000],
    ["kubelet_volume_stats_inodes_used", labels, inodes],
  ];
  return [...volume(claim("shop", "orders"), 9.7, 20), ...volume(claim("payments", "ledger"), 3, 970)];
}

function leftOverSeries(now: number): readonly Series[] {
  const job = (job_name: string): Labels => ({ namespace: "shop", job_name });
  return [
    ["kube_job_status_completion_time", job("migrate"), now - 9 * DAY_S],
    ["kube_job_complete", { ...job("migrate"), condition: "true" }, 1],
    ["kube_job_failed", { ...job("import"), condition: "true" }, 1],
    ["kube_job_status_completion_time", job("nightly-1"), now - 9 * DAY_S],
    [
      "kube_job_owner",
      { ...job("nightly-1"), owner_kind: "CronJob", owner_name: "nightly", owner_is_controller: "true" },
      1,
    ],
    ["kube_pod_info", { ...pod("shop", "cart-1"), node: "node-a", created_by_kind: "ReplicaSet" }, 1],
    ["kube_pod_info", { ...pod("payments", "ledger-0"), node: "node-b", created_by_kind: "StatefulSet" }, 1],
    ["kube_pod_info", { ...pod("shop", "cart-evicted"), node: "node-a", created_by_kind: "ReplicaSet" }, 1],
    ["kube_pod_info", { ...pod("shop", "import-x"), node: "node-a", created_by_kind: "Job" }, 1],
    ["kube_pod_created", pod("shop", "cart-evicted"), now - 3 * DAY_S],
    ["kube_pod_status_phase", { ...pod("shop", "cart-evicted"), phase: "Failed" }, 1],
    ["kube_pod_created", pod("shop", "import-x"), now - 3 * DAY_S],
    ["kube_pod_status_phase", { ...pod("shop", "import-x"), phase: "Failed" }, 1],
    ["kube_pod_created", pod("shop", "cart-1"), now - 3 * DAY_S],
    ["kube_pod_status_phase", { ...pod("shop", "cart-1"), phase: "Failed" }, 0],
    ["kube_persistentvolumeclaim_info", { ...claim("shop", "orders"), storageclass: "fast" }, 1],
    ["kube_persistentvolumeclaim_info", { ...claim("shop", "orders-old"), storageclass: "fast" }, 1],
    ["kube_persistentvolumeclaim_resource_requests_storage_bytes", claim("shop", "orders"), 10 * GIB],
    ["kube_persistentvolumeclaim_resource_requests_storage_bytes", claim("shop", "orders-old"), 10 * GIB],
    [
      "kube_pod_spec_volumes_persistentvolumeclaims_info",
      { ...pod("shop", "cart-1"), ...claim("shop", "orders"), volume: "data" },
      1,
    ],
    ["kube_deployment_spec_replicas", { namespace: "shop", deployment: "cart" }, 2],
    ["kube_deployment_created", { namespace: "shop", deployment: "cart" }, now - 90 * DAY_S],
    ["kube_deployment_spec_replicas", { namespace: "shop", deployment: "black-friday" }, 0],
    ["kube_deployment_created", { namespace: "shop", deployment: "black-friday" }, now - 90 * DAY_S],
  ];
}

function usageSeries(): readonly Series[] {
  const of = (labels: Labels, memory: number): readonly Series[] => [
    ["pod:container_cpu_usage:sum", labels, 0.25],
    ["pod:container_memory_usage_bytes:sum", labels, memory * GIB],
    ["pod:container_fs_usage_bytes:sum", labels, 20 * GIB],
    ["kubelet_container_log_filesystem_used_bytes", { ...labels, container: "main" }, GIB],
  ];
  return [
    ...of({ namespace: "shop", pod: "cart-1" }, 1),
    ...of({ namespace: "payments", pod: "ledger-0" }, 2),
    ["namespace:container_cpu_usage:sum", { namespace: "shop" }, 0.25],
    ["namespace:container_cpu_usage:sum", { namespace: "payments" }, 0.25],
    ["namespace:container_memory_usage_bytes:sum", { namespace: "shop" }, GIB],
    ["namespace:container_memory_usage_bytes:sum", { namespace: "payments" }, 2 * GIB],
  ];
}

function quotaSeries(): readonly Series[] {
  const quota = { namespace: "shop", resourcequota: "team" };
  return [
    ["kube_resourcequota", { ...quota, resource: "pods", type: "hard" }, 20],
    ["kube_resourcequota", { ...quota, resource: "pods", type: "used" }, 18],
    ["kube_resourcequota", { ...quota, resource: "limits.memory", type: "hard" }, 64 * GIB],
    ["kube_resourcequota", { ...quota, resource: "limits.memory", type: "used" }, 40 * GIB],
  ];
}

function newStoreSeries(): readonly Series[] {
  const server = { job: "apiserver", instance: "10.0.0.9:6443" };
  const member = { job: "etcd", instance: "10.0.0.9:2381" };
  return [
    ["etcd_mvcc_db_total_size_in_bytes", member, GIB],
    ["etcd_server_quota_backend_bytes", member, 2 * GIB],
    ["apiserver_storage_size_bytes", { ...server, storage_cluster_id: "etcd-0" }, GIB],
    ["apiserver_resource_objects", { ...server, group: "", resource: "pods" }, 140],
    ["apiserver_resource_objects", { ...server, group: "apps", resource: "deployments" }, 60_000],
  ];
}

function oldStoreSeries(): readonly Series[] {
  const server = { job: "apiserver", instance: "10.0.1.9:6443" };
  return [
    ["etcd_db_total_size_in_bytes", { ...server, endpoint: "https://127.0.0.1:2379" }, GIB],
    ["etcd_object_counts", { ...server, resource: "pods" }, 140],
    ["etcd_object_counts", { ...server, resource: "deployments.apps" }, 60_000],
  ];
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
