import type { Row } from "../dashboard.ts";
import { foreignInNamespace } from "../foreignSelectors.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { timelinePanel } from "../panels/timelinePanel.ts";

/** Who uses it up: needs the recording rules that clusters' own monitoring brings. */
export const usageRow: Row = {
  title: "Who uses it",
  panels: [
    timelinePanel({
      title: "CPU by namespace",
      description: "Cores in use, of the ten namespaces with the most.",
      unit: "short",
      width: 12,
      queries: [
        {
          expr: `topk(10, max by (cluster, namespace) (${foreignInNamespace("namespace:container_cpu_usage:sum")}))`,
          legend: "{{namespace}} {{cluster}}",
        },
      ],
    }),
    timelinePanel({
      title: "Memory by namespace",
      description: "Memory in use, of the ten namespaces with the most.",
      unit: "bytes",
      width: 12,
      queries: [
        {
          expr: `topk(10, max by (cluster, namespace) (${foreignInNamespace("namespace:container_memory_usage_bytes:sum")}))`,
          legend: "{{namespace}} {{cluster}}",
        },
      ],
    }),
    tablePanel({
      title: "Pods",
      description: "The twenty pods with the most of each: memory, CPU, and files of their own.",
      unit: "bytes",
      width: 24,
      queries: [
        {
          expr: `topk(20, max by (cluster, namespace, pod) (${foreignInNamespace("pod:container_memory_usage_bytes:sum")}))`,
        },
        {
          expr: `topk(20, max by (cluster, namespace, pod) (${foreignInNamespace("pod:container_cpu_usage:sum")}))`,
        },
        {
          expr: `topk(20, max by (cluster, namespace, pod) (${foreignInNamespace("pod:container_fs_usage_bytes:sum")}))`,
        },
      ],
      columns: [
        { field: "cluster", title: "Cluster" },
        { field: "namespace", title: "Namespace" },
        { field: "pod", title: "Pod" },
        { field: "Value #A", title: "Memory", unit: "bytes" },
        { field: "Value #B", title: "CPU", unit: "short", decimals: 3 },
        { field: "Value #C", title: "Files", unit: "bytes" },
      ],
      sort: { by: "Memory", descending: true },
      noValue: "Nothing records it",
    }),
  ],
};
