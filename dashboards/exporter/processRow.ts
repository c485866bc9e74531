import { COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { timelinePanel } from "../panels/timelinePanel.ts";
import { ofProcess, own } from "../selectors.ts";

/** The Node.js process. */
export const processRow: Row = {
  title: "The process",
  panels: [
    timelinePanel({
      title: "Delay of the event loop",
      softMax: 0.1,
      description:
        "How late the process comes to what is due, by pod. Scrapes and probes wait as long; beyond a second, /livez may fail.",
      unit: "s",
      width: 8,
      queries: [
        {
          expr: `max by (instance) (${ofProcess("nodejs_eventloop_lag_p99_seconds")})`,
          legend: "{{instance}} 99th percentile",
        },
        {
          expr: `max by (instance) (${ofProcess("nodejs_eventloop_lag_max_seconds")})`,
          legend: "{{instance}} longest",
        },
      ],
    }),
    timelinePanel({
      title: "Memory",
      description:
        "Resident memory and what of the heap is in use, by pod. Compare with resources.limits.memory.",
      unit: "bytes",
      width: 8,
      queries: [
        {
          expr: `max by (instance) (${ofProcess("process_resident_memory_bytes")})`,
          legend: "{{instance}} resident",
        },
        {
          expr: `max by (instance) (${ofProcess("nodejs_heap_size_used_bytes")})`,
          legend: "{{instance}} heap in use",
        },
      ],
    }),
    timelinePanel({
      title: "CPU",
      description: "Cores in use, by pod.",
      unit: "suffix:cores",
      softMax: 0.1,
      width: 8,
      queries: [
        {
          expr: `sum by (instance) (${ofProcess("process_cpu_seconds_total", "$__rate_interval")})`,
          legend: "{{instance}}",
        },
      ],
    }),
    timelinePanel({
      title: "Open files",
      description: "File descriptors in use, connections included, by pod.",
      unit: "short",
      width: 8,
      queries: [{ expr: `max by (instance) (${ofProcess("process_open_fds")})`, legend: "{{instance}}" }],
    }),
    tablePanel({
      title: "Versions",
      description: "Which version runs where. More than one at a time is a roll-out.",
      unit: "short",
      width: 16,
      queries: [{ expr: `count by (cluster, instance, version, node_version) (${own("build_info")})` }],
      columns: [
        COLUMNS.cluster,
        { field: "instance", title: "Instance" },
        { field: "version", title: "Version" },
        { field: "node_version", title: "Node.js" },
      ],
      without: ["Value"],
      sort: { by: "Instance", descending: false },
      noValue: "No data: no exporter is scraped",
    }),
  ],
};
