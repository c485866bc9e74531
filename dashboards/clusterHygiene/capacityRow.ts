import { COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { noRows } from "../nothing.ts";
import { barsPanel } from "../panels/barsPanel.ts";
import { type Column, tablePanel } from "../panels/tablePanel.ts";
import { rising } from "../thresholds.ts";
import { NODE_MEMORY, NODE_PODS, NODE_STORAGE, quotasOf, VOLUME_INODES, VOLUMES } from "./shares.ts";

const LIMITS = rising(0.8, 0.95);

const NOBODY_TELLS = noRows("Nothing is in use");

const fullest = (title: string, description: string, expr: string, names: readonly Column[], width = 8) =>
  barsPanel({
    title,
    description,
    unit: "percentunit",
    width,
    max: 1,
    expr: `topk(10, ${expr})`,
    names: [COLUMNS.cluster, ...names],
    value: "Share",
    steps: LIMITS,
    noValue: NOBODY_TELLS,
  });

const CLAIM: readonly Column[] = [
  COLUMNS.namespace,
  { field: "persistentvolumeclaim", title: "Claim", width: 160 },
];

/** A table of one kind of resource: they differ in their unit. */
const quotas = (title: string, kind: string, quota: ReturnType<typeof quotasOf>, unit: string) =>
  tablePanel({
    title,
    description: `ResourceQuotas of ${kind} of which more than half is used. Beyond one, the API server refuses new objects.`,
    unit: "short",
    width: 24,
    height: 6,
    queries: [
      { expr: `${quota.used}\n  and\n(${quota.share} > 0.5)` },
      { expr: `${quota.hard}\n  and\n(${quota.share} > 0.5)` },
      { expr: `${quota.share} > 0.5` },
    ],
    columns: [
      COLUMNS.cluster,
      COLUMNS.namespace,
      { field: "resourcequota", title: "Quota" },
      { field: "resource", title: "Resource", width: 220 },
      { field: "Value #A", title: "Used", unit, width: 130 },
      { field: "Value #B", title: "Allowed", unit, width: 130 },
      { field: "Value #C", title: "Share", unit: "percentunit", decimals: 0, steps: LIMITS, width: 130 },
    ],
    sort: { by: "Share", descending: true },
    noValue: noRows("None is used by more than half"),
  });

/** What fills up, the fullest first. */
export const capacityRow: Row = {
  title: "Filling up",
  panels: [
    fullest(
      "Pods by node",
      "Of the pods that each node can have, those that run there: the ten fullest nodes.",
      NODE_PODS,
      [{ field: "node", title: "Node", width: 140 }],
    ),
    fullest(
      "Ephemeral storage by node",
      "Of each node's ephemeral storage, what its containers' files take or, where nothing records them, their logs: the ten fullest nodes. Images and emptyDir volumes come on top.",
      NODE_STORAGE,
      [{ field: "node", title: "Node", width: 140 }],
    ),
    fullest("Memory by node", "Of each node's memory, what is taken: the ten fullest nodes.", NODE_MEMORY, [
      { field: "instance", title: "Instance", width: 140 },
    ]),
    fullest("Volumes", "Of each volume's space, what is used: the ten fullest.", VOLUMES, CLAIM, 12),
    fullest(
      "Inodes of volumes",
      "Of each volume's inodes, what is used: the ten fullest. A volume without any left is full, whatever space it has.",
      VOLUME_INODES,
      CLAIM,
      12,
    ),
    quotas("Quotas of memory and storage", "bytes", quotasOf("bytes"), "bytes"),
    quotas("Quotas of CPU and objects", "cores and of numbers of objects", quotasOf("numbers"), "short"),
  ],
};
