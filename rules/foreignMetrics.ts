/** A metric that others export, as their documentation describes it. */
export interface ForeignMetric {
  /** Whose: what has to be scraped, or recorded, for it to be there. */
  readonly from: Source;
  /** The labels that it has of itself; those of its scrape come on top. */
  readonly labels: readonly string[];
  /** The values of a label, where expressions select by it. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

/** Recorded: no exporter has it, a recording rule of the cluster's own monitoring makes it. */
export type Source =
  | "Prometheus"
  | "kube-state-metrics"
  | "kubelet"
  | "etcd"
  | "API server"
  | "node exporter"
  | "recorded";

const NODE_RESOURCE = {
  from: "kube-state-metrics",
  labels: ["node", "resource", "unit"],
  values: { resource: ["cpu", "memory", "pods", "ephemeral_storage"], unit: ["core", "byte", "integer"] },
} as const satisfies ForeignMetric;

const CONDITIONS = { condition: ["true", "false", "unknown"] } as const;
const CLAIM = ["namespace", "persistentvolumeclaim"] as const;

const kubeState = (...labels: readonly string[]) => ({ from: "kube-state-metrics", labels }) as const;
const kubelet = (...labels: readonly string[]) => ({ from: "kubelet", labels }) as const;
const etcd = (...labels: readonly string[]) => ({ from: "etcd", labels }) as const;
const apiServer = (...labels: readonly string[]) => ({ from: "API server", labels }) as const;
const nodeExporter = () => ({ from: "node exporter", labels: [] }) as const;
const recorded = (...labels: readonly string[]) => ({ from: "recorded", labels }) as const;

/** Every metric of others that a rule, a runbook or a dashboard may ask for. */
export const FOREIGN_METRICS = {
  up: { from: "Prometheus", labels: [] },
  scrape_duration_seconds: { from: "Prometheus", labels: [] },
  ALERTS_FOR_STATE: { from: "Prometheus", labels: ["alertname", "severity"] },
  ALERTS: { from: "Prometheus", labels: ["alertname", "alertstate", "severity"] },

  kube_node_info: kubeState(
    "node",
    "kubelet_version",
    "container_runtime_version",
    "os_image",
    "internal_ip",
  ),
  kube_node_status_capacity: NODE_RESOURCE,
  kube_node_status_allocatable: NODE_RESOURCE,
  // Until kube-state-metrics 1.9.
  kube_node_status_capacity_pods: kubeState("node"),
  kube_pod_info: {
    from: "kube-state-metrics",
    labels: ["namespace", "pod", "uid", "node", "host_ip", "pod_ip", "created_by_kind", "created_by_name"],
    values: { created_by_kind: ["DaemonSet", "Job", "ReplicaSet", "StatefulSet"] },
  },
  kube_pod_created: kubeState("namespace", "pod", "uid"),
  kube_pod_status_phase: {
    from: "kube-state-metrics",
    labels: ["namespace", "pod", "uid", "phase"],
    values: { phase: ["Pending", "Running", "Succeeded", "Failed", "Unknown"] },
  },
  kube_pod_status_reason: {
    from: "kube-state-metrics",
    labels: ["namespace", "pod", "uid", "reason"],
    values: { reason: ["Evicted", "NodeAffinity", "NodeLost", "Shutdown", "UnexpectedAdmissionError"] },
  },
  kube_pod_spec_volumes_persistentvolumeclaims_info: kubeState("pod", "uid", "volume", ...CLAIM),
  kube_persistentvolumeclaim_info: kubeState(...CLAIM, "storageclass", "volumename", "volumemode"),
  kube_persistentvolumeclaim_access_mode: {
    from: "kube-state-metrics",
    labels: [...CLAIM, "access_mode"],
    values: { access_mode: ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"] },
  },
  kube_persistentvolumeclaim_resource_requests_storage_bytes: kubeState(...CLAIM),
  kube_deployment_spec_replicas: kubeState("namespace", "deployment"),
  kube_deployment_created: kubeState("namespace", "deployment"),
  kube_job_owner: {
    from: "kube-state-metrics",
    labels: ["namespace", "job_name", "owner_kind", "owner_name", "owner_is_controller"],
    values: { owner_kind: ["CronJob"] },
  },
  kube_job_complete: { ...kubeState("namespace", "job_name", "condition"), values: CONDITIONS },
  kube_job_failed: { ...kubeState("namespace", "job_name", "condition"), values: CONDITIONS },
  kube_job_status_completion_time: kubeState("namespace", "job_name"),
  kube_resourcequota: {
    from: "kube-state-metrics",
    labels: ["namespace", "resourcequota", "resource", "type"],
    // Names of resources are many: by what they end in or begin with.
    values: { type: ["hard", "used"], resource: [".*memory", ".*storage", "hugepages-.*"] },
  },

  // One series a kubelet: it tells the node's name where the scrape's labels have only an address.
  kubelet_node_name: kubelet("node"),
  kubelet_running_pods: kubelet(),
  kubelet_container_log_filesystem_used_bytes: kubelet("namespace", "pod", "uid", "container"),
  kubelet_volume_stats_used_bytes: kubelet(...CLAIM),
  kubelet_volume_stats_available_bytes: kubelet(...CLAIM),
  kubelet_volume_stats_capacity_bytes: kubelet(...CLAIM),
  kubelet_volume_stats_inodes: kubelet(...CLAIM),
  kubelet_volume_stats_inodes_used: kubelet(...CLAIM),

  etcd_mvcc_db_total_size_in_bytes: etcd(),
  etcd_mvcc_db_total_size_in_use_in_bytes: etcd(),
  etcd_server_quota_backend_bytes: etcd(),

  // The size of the database as the API server sees it: until Kubernetes 1.25, in 1.26 and 1.27, and since 1.28.
  etcd_db_total_size_in_bytes: apiServer("endpoint"),
  apiserver_storage_db_total_size_in_bytes: apiServer("endpoint"),
  apiserver_storage_size_bytes: apiServer("storage_cluster_id"),
  // The number of objects: until 1.22, until 1.33 (and deprecated beyond), and since 1.34. -1 where it is not known.
  etcd_object_counts: apiServer("resource"),
  apiserver_storage_objects: apiServer("resource"),
  apiserver_resource_objects: apiServer("group", "resource"),

  node_memory_MemFree_bytes: nodeExporter(),
  node_memory_MemAvailable_bytes: nodeExporter(),
  node_memory_MemTotal_bytes: nodeExporter(),

  "namespace:container_cpu_usage:sum": recorded("namespace"),
  "namespace:container_memory_usage_bytes:sum": recorded("namespace"),
  "pod:container_cpu_usage:sum": recorded("namespace", "pod"),
  "pod:container_memory_usage_bytes:sum": recorded("namespace", "pod"),
  "pod:container_fs_usage_bytes:sum": recorded("namespace", "pod"),
} as const satisfies Readonly<Record<string, ForeignMetric>>;

/** The name of a metric of others. */
export type ForeignMetricName = keyof typeof FOREIGN_METRICS;
