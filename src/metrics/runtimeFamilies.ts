import { readdirSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate } from "node:timers/promises";
import { getHeapSpaceStatistics } from "node:v8";
import { familyHeader } from "./familyHeader.ts";
import type { FamilyWriter } from "./familyWriter.ts";
import { type LabelPairs, renderSample } from "./renderSample.ts";
import { RUNTIME_CATALOGUE, type RuntimeFamilyName } from "./runtimeCatalogue.ts";

/** Samples of a family: one without labels, or those with. */
type Samples = number | readonly (readonly [labels: LabelPairs, value: number])[];

/** What is read at once, at each scrape. */
type Reading = Partial<Record<RuntimeFamilyName, Samples>>;

/** How often the event loop looks whether it is late, in milliseconds. */
const DELAY_RESOLUTION_MS = 10;

/**
 * The families of the Node.js process (`process_*`, `nodejs_*`). From the call on, the delay of the event loop is recorded; call
 * it once in a process. A writer for what is read together, so that what cannot be read costs none of the others.
 *
 * No record is kept of collections of garbage: what Node.js makes of each lives so long that it took a quarter of what a check
 * takes where nothing else is done.
 */
export function runtimeFamilies(): readonly FamilyWriter[] {
  const readings = [readUsage, ...(process.platform === "linux" ? LINUX : [readResident])];
  return [...readings, delayReading(), readActive, readHeap, readSpaces, readVersion].map(
    (read: () => Reading | Promise<Reading>) =>
      async function* write(format) {
        for (const [name, samples] of Object.entries(await read())) {
          let text = familyHeader({ name, ...RUNTIME_CATALOGUE[name as RuntimeFamilyName] }, format);
          for (const [labels, value] of typeof samples === "number" ? [[[], samples] as const] : samples) {
            text += renderSample(name, labels, value);
          }
          yield text;
        }
      },
  );
}

function readUsage(): Reading {
  const { user, system } = process.cpuUsage();
  return {
    process_cpu_user_seconds_total: user / 1e6,
    process_cpu_system_seconds_total: system / 1e6,
    process_cpu_seconds_total: (user + system) / 1e6,
    process_start_time_seconds: performance.timeOrigin / 1000,
  };
}

function readResident(): Reading {
  return { process_resident_memory_bytes: process.memoryUsage.rss() };
}

const LINUX = [
  function readMemory(): Reading {
    const status = readFileSync("/proc/self/status", "utf8");
    const bytesOf = (field: string) =>
      1024 * Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, "m").exec(status)?.[1]);
    return {
      process_resident_memory_bytes: bytesOf("VmRSS"),
      process_virtual_memory_bytes: bytesOf("VmSize"),
      process_heap_bytes: bytesOf("VmData"),
    };
  },
  function readDescriptors(): Reading {
    const [, most] = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
    return {
      // One was open for this look alone.
      process_open_fds: readdirSync("/proc/self/fd").length - 1,
      process_max_fds: most === undefined ? Number.POSITIVE_INFINITY : Number(most),
    };
  },
];

function delayReading(): () => Promise<Reading> {
  const delays = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delays.enable();
  return async () => {
    const beganMs = performance.now();
    await setImmediate();
    // Where there was no look yet, the least time is 292 years.
    const seconds = (nanoseconds: number) => (delays.count === 0 ? [] : nanoseconds / 1e9);
    const reading = {
      nodejs_eventloop_lag_seconds: (performance.now() - beganMs) / 1000,
      nodejs_eventloop_lag_min_seconds: seconds(delays.min),
      nodejs_eventloop_lag_max_seconds: seconds(delays.max),
      nodejs_eventloop_lag_mean_seconds: seconds(delays.mean),
      nodejs_eventloop_lag_stddev_seconds: seconds(delays.stddev),
      nodejs_eventloop_lag_p50_seconds: seconds(delays.percentile(50)),
      nodejs_eventloop_lag_p90_seconds: seconds(delays.percentile(90)),
      nodejs_eventloop_lag_p99_seconds: seconds(delays.percentile(99)),
    };
    delays.reset();
    return reading;
  };
}

/** What libuv has, by class: Node.js has not documented it, and may have it no more one day. */
interface Undocumented {
  readonly _getActiveHandles?: () => readonly object[];
  readonly _getActiveRequests?: () => readonly object[];
}

function readActive(): Reading {
  const { _getActiveHandles: handles, _getActiveRequests: requests } = process as Undocumented;
  const classOf = (one: object) => one.constructor.name;
  return {
    nodejs_active_resources: byType(process.getActiveResourcesInfo()),
    ...(handles && { nodejs_active_handles: byType(handles.call(process).map(classOf)) }),
    ...(requests && { nodejs_active_requests: byType(requests.call(process).map(classOf)) }),
  };
}

function byType(types: readonly string[]): Samples {
  return Array.from(Map.groupBy(types, String), ([type, all]) => [[["type", type]], all.length]);
}

function readHeap(): Reading {
  const { heapTotal, heapUsed, external } = process.memoryUsage();
  return {
    nodejs_heap_size_total_bytes: heapTotal,
    nodejs_heap_size_used_bytes: heapUsed,
    nodejs_external_memory_bytes: external,
  };
}

function readSpaces(): Reading {
  const spaces = getHeapSpaceStatistics();
  const bySpace = (size: "space_size" | "space_used_size" | "space_available_size"): Samples =>
    spaces.map((space) => [[["space", space.space_name.replace(/_space$/, "")]], space[size]]);
  return {
    nodejs_heap_space_size_total_bytes: bySpace("space_size"),
    nodejs_heap_space_size_used_bytes: bySpace("space_used_size"),
    nodejs_heap_space_size_available_bytes: bySpace("space_available_size"),
  };
}

function readVersion(): Reading {
  const [major = "", minor = "", patch = ""] = process.version.slice(1).split(".");
  const labels: LabelPairs = Object.entries({ version: process.version, major, minor, patch });
  return { nodejs_version_info: [[labels, 1]] };
}
