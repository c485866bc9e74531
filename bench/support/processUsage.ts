import { readFileSync } from "node:fs";

/** Of `/proc/PID/stat`; the same on all Linux machines, whatever the kernel was built with. */
const TICKS_PER_SECOND = 100;

/** What a process has taken so far. Linux only. */
export interface ProcessUsage {
  /** Resident memory, in MB of 10^6 bytes. */
  readonly rssMb: number;
  /** The most there ever was of it. */
  readonly peakRssMb: number;
  /** User and system time of all threads, in seconds; in steps of 10 ms. */
  readonly cpuSeconds: number;
}

/** @throws Error where the process is gone */
export function processUsage(pid: number): ProcessUsage {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  // The name, in brackets, may hold anything; user and system time are the 14th and 15th field.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/s, "").trim().split(" ");
  return {
    rssMb: readMb(status, "VmRSS"),
    peakRssMb: readMb(status, "VmHWM"),
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
  };
}

function readMb(status: string, key: string): number {
  const [, kibibytes] = new RegExp(`^${key}:\\s*(\\d+) kB$`, "m").exec(status) ?? [];
  return (Number(kibibytes) * 1024) / 1e6;
}
