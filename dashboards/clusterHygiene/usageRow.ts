import type { ForeignMetricName } from "../../rules/foreignMetrics.ts";
import { COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { foreignInNamespace } from "../foreignSelectors.ts";
import { noRows } from "../nothing.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { timelinePanel } from "../panels/timelinePanel.ts";

const ofPods = (name: ForeignMetricName) => `max by (cluster, namespace, pod) (${foreignInNamespace(name)})`;

const MEMORY = ofPods("pod:container_memory_usage_bytes:sum");
const CPU = ofPods("pod:container_cpu_usage:sum");
const FILES = ofPods("pod:container_fs_usage_bytes:sum");

/** The same pods for each column. */
const MOST = [MEMORY, CPU, FILES].map((expr) => `topk(20, ${expr})`).join("\n  or\n");

/** Who uses it up: needs the recording rules that clusters' own monitoring brings. */
export const usageRow: Row = {
  title: "Who uses it",
  panels: [
    timelinePanel({
      title: "CPU by namespace",
      description: "Cores in use, of the ten namespaces with the most.",
      unit: "suffix:cores",
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
      queries: [MEMORY, CPU, FILES].map((expr) => ({ expr: `${expr}\n  and\n(${MOST})` })),
      columns: [
        COLUMNS.cluster,
        COLUMNS.namespace,
        { field: "pod", title: "Pod" },
        { field: "Value #A", title: "Memory", unit: "bytes" },
        { field: "Value #B", title: "CPU", unit: "suffix:cores", decimals: 3 },
        { field: "Value #C", title: "Files", unit: "bytes" },
      ],
      sort: { by: "Memory", descending: true },
      noValue: noRows("Nothing records it"),
    }),
  ],
};
