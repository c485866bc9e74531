import type { Row } from "../dashboard.ts";
import { foreign, ofAnyExporter } from "../foreignSelectors.ts";
import { statPanel } from "../panels/statPanel.ts";
import { FEW_ARE_GOOD, rising } from "../thresholds.ts";
import { AT_ZERO, FAILED_PODS, FINISHED_JOBS, UNUSED_CLAIMS, UNUSED_SECRETS } from "./leftovers.ts";
import { ETCD_BYTES, ETCD_QUOTA, NODE_MEMORY, NODE_PODS, NODE_STORAGE, quotasOf, VOLUMES } from "./shares.ts";

const LIMITS = rising(0.8, 0.95);

const fullest = (title: string, description: string, expr: string, legend: string) =>
  statPanel({
    title,
    description,
    unit: "percentunit",
    decimals: 0,
    width: 4,
    queries: [{ expr: `topk(1, ${expr})`, legend: `${legend} {{cluster}}` }],
    steps: LIMITS,
  });

/** Zero where there is something to look at. */
const NOTHING = `0 * count(${foreign("kube_node_info")})`;

const LEFT_OVER = {
  Jobs: FINISHED_JOBS,
  Pods: FAILED_PODS,
  Claims: UNUSED_CLAIMS,
  Deployments: AT_ZERO,
  "Pull secrets": UNUSED_SECRETS,
};

/** The fullest of each kind. */
export const nowRow: Row = {
  panels: [
    fullest(
      "Pods on a node",
      "Of the pods that the fullest node can have, those that run there. Once there is no room left, pods wait.",
      NODE_PODS,
      "{{node}}",
    ),
    fullest(
      "Ephemeral storage",
      "Of the fullest node's ephemeral storage, what its containers take. When it runs short, the kubelet evicts pods and deletes images, which then have to be pulled again.",
      NODE_STORAGE,
      "{{node}}",
    ),
    fullest(
      "Volume",
      "Of the fullest volume's space, what is used. Once it is full, whatever writes to it fails.",
      VOLUMES,
      "{{namespace}}/{{persistentvolumeclaim}}",
    ),
    fullest(
      "etcd",
      "Of the space that etcd's database may take, what it takes: of its quota or, where that is not known, of 8 GiB. Beyond the quota, nothing in the cluster can be changed.",
      `(${ETCD_BYTES})\n  / on (cluster)\n(${ETCD_QUOTA})`,
      "of its quota",
    ),
    fullest(
      "Quota",
      "Of the ResourceQuota nearest to its limit, what is used. Beyond it, a roll-out or a scale-up stops halfway.",
      quotasOf().share,
      "{{namespace}} {{resource}}",
    ),
    fullest("Memory", "Of the fullest node's memory, what is taken.", NODE_MEMORY, "{{instance}}"),
    statPanel({
      title: "Left over",
      description:
        "What a janitor would sweep: finished Jobs, failed Pods, claims that no Pod uses, Deployments at zero, pull secrets that nothing refers to. The lists are below.",
      unit: "short",
      width: 18,
      queries: Object.entries(LEFT_OVER).map(([legend, expr]) => ({
        expr: `count(${expr})\nor\n${NOTHING}`,
        legend,
      })),
      steps: FEW_ARE_GOOD,
    }),
    statPanel({
      title: "Roll-outs that would interrupt",
      description:
        "Workloads behind a Service whose users would notice a roll-out, as their containers lack probes, a preStop hook or time.",
      unit: "short",
      width: 6,
      queries: [
        {
          expr: `count(count by (cluster, namespace, kind, name) (${ofAnyExporter("workload_hygiene")}))\nor\n${NOTHING}`,
        },
      ],
      steps: FEW_ARE_GOOD,
    }),
  ],
};
