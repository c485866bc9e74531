import type { Row } from "../dashboard.ts";
import { type BarsPanel, barsPanel } from "../panels/barsPanel.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { rising } from "../thresholds.ts";
import {
  NODE_MEMORY,
  NODE_PODS,
  NODE_STORAGE,
  QUOTA_HARD,
  QUOTA_USED,
  QUOTAS,
  VOLUME_INODES,
  VOLUMES,
} from "./shares.ts";

const LIMITS = rising(0.8, 0.95);

const fullest = (
  title: string,
  description: string,
  expr: string,
  legend: string,
  width: BarsPanel["width"] = 8,
) =>
  barsPanel({
    title,
    description,
    unit: "percentunit",
    width,
    max: 1,
    query: { expr: `topk(10, ${expr})`, legend },
    steps: LIMITS,
    noValue: "Nothing tells",
  });

/** What fills up, the fullest first. */
export const capacityRow: Row = {
  title: "Filling up",
  panels: [
    fullest(
      "Pods by node",
      "Of the pods that each node can have, those that run there: the ten fullest nodes.",
      NODE_PODS,
      "{{node}} {{cluster}}",
    ),
    fullest(
      "Ephemeral storage by node",
      "Of each node's ephemeral storage, what its containers' files take or, where nothing records them, their logs: the ten fullest nodes. Images and emptyDir volumes come on top.",
      NODE_STORAGE,
      "{{node}} {{cluster}}",
    ),
    fullest(
      "Memory by node",
      "Of each node's memory, what is taken: the ten fullest nodes.",
      NODE_MEMORY,
      "{{instance}} {{cluster}}",
    ),
    fullest(
      "Volumes",
      "Of each volume's space, what is used: the ten fullest.",
      VOLUMES,
      "{{namespace}}/{{persistentvolumeclaim}} {{cluster}}",
      12,
    ),
    fullest(
      "Inodes of volumes",
      "Of each volume's inodes, what is used: the ten fullest. A volume without any left is full, whatever space it has.",
      VOLUME_INODES,
      "{{namespace}}/{{persistentvolumeclaim}} {{cluster}}",
      12,
    ),
    tablePanel({
      title: "Quotas",
      description:
        "ResourceQuotas of which more than half is used. Beyond one, the API server refuses new objects.",
      unit: "short",
      width: 24,
      queries: [
        { expr: `${QUOTA_USED}\n  and\n(${QUOTAS} > 0.5)` },
        { expr: `${QUOTA_HARD}\n  and\n(${QUOTAS} > 0.5)` },
        { expr: `${QUOTAS} > 0.5` },
      ],
      columns: [
        { field: "cluster", title: "Cluster" },
        { field: "namespace", title: "Namespace" },
        { field: "resourcequota", title: "Quota" },
        { field: "resource", title: "Resource" },
        { field: "Value #A", title: "Used" },
        { field: "Value #B", title: "Allowed" },
        { field: "Value #C", title: "Share", unit: "percentunit", decimals: 0, steps: LIMITS },
      ],
      sort: { by: "Share", descending: true },
      noValue: "None is used by more than half",
    }),
  ],
};
