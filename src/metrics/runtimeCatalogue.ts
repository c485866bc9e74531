import type { MetricFamily } from "./metricFamily.ts";

/** The families of the Node.js process as they are on Linux, under the names of prom-client, which dashboards know. */
export const RUNTIME_CATALOGUE = {
  process_cpu_user_seconds_total: { type: "counter", help: "CPU time in user mode." },
  process_cpu_system_seconds_total: { type: "counter", help: "CPU time in the kernel." },
  process_cpu_seconds_total: { type: "counter", help: "CPU time, in user mode and the kernel." },
  process_start_time_seconds: { type: "gauge", help: "When the process was started, since the epoch." },
  process_resident_memory_bytes: { type: "gauge", help: "Resident memory." },
  process_virtual_memory_bytes: { type: "gauge", help: "Virtual memory." },
  process_heap_bytes: { type: "gauge", help: "The process' data segment." },
  process_open_fds: { type: "gauge", help: "Open file descriptors." },
  process_max_fds: { type: "gauge", help: "How many file descriptors may be open." },
  nodejs_eventloop_lag_seconds: { type: "gauge", help: "How late the event loop came to this scrape." },
  nodejs_eventloop_lag_min_seconds: {
    type: "gauge",
    help: "Least time between two looks of the event loop at its timers that are 10 ms apart, since the last scrape.",
  },
  nodejs_eventloop_lag_max_seconds: { type: "gauge", help: "The most of the same." },
  nodejs_eventloop_lag_mean_seconds: { type: "gauge", help: "The mean of the same." },
  nodejs_eventloop_lag_stddev_seconds: { type: "gauge", help: "The standard deviation of the same." },
  nodejs_eventloop_lag_p50_seconds: { type: "gauge", help: "The median of the same." },
  nodejs_eventloop_lag_p90_seconds: { type: "gauge", help: "The 90th percentile of the same." },
  nodejs_eventloop_lag_p99_seconds: { type: "gauge", help: "The 99th percentile of the same." },
  nodejs_active_resources: { type: "gauge", help: "What keeps the event loop alive, by type." },
  nodejs_active_handles: { type: "gauge", help: "Handles of libuv that are active, by class." },
  nodejs_active_requests: { type: "gauge", help: "Requests of libuv that are active, by class." },
  nodejs_heap_size_total_bytes: { type: "gauge", help: "The heap of V8." },
  nodejs_heap_size_used_bytes: { type: "gauge", help: "What of the heap of V8 is in use." },
  nodejs_external_memory_bytes: { type: "gauge", help: "What objects on the heap of V8 have outside of it." },
  nodejs_heap_space_size_total_bytes: { type: "gauge", help: "The heap of V8 by space." },
  nodejs_heap_space_size_used_bytes: { type: "gauge", help: "What of the heap of V8 is in use, by space." },
  nodejs_heap_space_size_available_bytes: {
    type: "gauge",
    help: "What of the heap of V8 is free, by space.",
  },
  nodejs_version_info: { type: "gauge", help: "Always 1: the version of Node.js." },
} as const satisfies Readonly<Record<string, Pick<MetricFamily, "type" | "help">>>;

export type RuntimeFamilyName = keyof typeof RUNTIME_CATALOGUE;
