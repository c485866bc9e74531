import type { AlertName } from "../rules/alert.ts";
import { HYGIENE_ALERTS } from "../rules/hygieneGroup.ts";
import { alertsAnnotation } from "./annotations.ts";
import { capacityRow } from "./clusterHygiene/capacityRow.ts";
import { leftoversRow } from "./clusterHygiene/leftoversRow.ts";
import { nowRow } from "./clusterHygiene/nowRow.ts";
import { rolloutRow } from "./clusterHygiene/rolloutRow.ts";
import { storeRow } from "./clusterHygiene/storeRow.ts";
import { usageRow } from "./clusterHygiene/usageRow.ts";
import type { Dashboard } from "./dashboard.ts";
import { foreign } from "./foreignSelectors.ts";
import { TAG } from "./links.ts";
import { datasourceVariable, labelVariable } from "./variables.ts";

/** What fills a cluster up, what would interrupt its users, and what is left over in it. */
export const CLUSTER_HYGIENE: Dashboard = {
  description:
    "What fills the cluster up, what a roll-out would interrupt, and what could be swept away. Needs kube-state-metrics, and the metrics of kubelets, nodes, etcd and the API server in the same Prometheus; who uses what, the recording rules of the cluster's own monitoring.",
  tags: [TAG],
  variables: [
    datasourceVariable(),
    labelVariable({ name: "cluster", label: "Cluster", series: "kube_node_info" }),
    labelVariable({ name: "namespace", label: "Namespace", series: foreign("kube_pod_info") }),
  ],
  annotations: [alertsAnnotation(Object.keys(HYGIENE_ALERTS) as readonly AlertName[])],
  rows: [nowRow, capacityRow, rolloutRow, leftoversRow, storeRow, usageRow],
};
