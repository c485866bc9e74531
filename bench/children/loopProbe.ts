import { PerformanceObserver } from "node:perf_hooks";
import { answerQuestions } from "../support/answerQuestions.ts";

/**
 * Loaded into the exporter's process before the exporter itself: looks how long the event loop is kept from turning.
 * While it watches, a timer is due every millisecond; two of its calls further apart are a stretch. Garbage collection
 * in it is told apart, and so is time in which the machine ran something else: a stretch of code is not longer than the
 * processor time that the thread took.
 */

/** What was seen while it watched; in milliseconds. */
export interface LoopReport {
  /** Longest time in which the event loop did not turn, for whatever reason. */
  readonly longestDelayMs: number;
  /** The longest stretch of code, garbage collection left out. */
  readonly longestStretchMs: number;
  readonly longestGcMs: number;
  readonly totalGcMs: number;
  readonly watchedMs: number;
}

interface Gap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly cpuMs: number;
}

const TICK_MS = 1;
/** Shorter gaps are not looked at any further. */
const MIN_GAP_MS = 2 * TICK_MS;

let timer: NodeJS.Timeout | undefined;
let beganMs = 0;
let gaps: Gap[] = [];
let collections: { readonly fromMs: number; readonly toMs: number }[] = [];

const observer = new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) {
    collections.push({ fromMs: startTime, toMs: startTime + duration });
  }
});

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function start(): void {
  gaps = [];
  collections = [];
  beganMs = performance.now();
  let lastMs = beganMs;
  let lastCpuMs = cpuMs();
  timer = setInterval(() => {
    const nowMs = performance.now();
    const nowCpuMs = cpuMs();
    if (nowMs - lastMs > MIN_GAP_MS) {
      gaps.push({ fromMs: lastMs, toMs: nowMs, cpuMs: nowCpuMs - lastCpuMs });
    }
    lastMs = nowMs;
    lastCpuMs = nowCpuMs;
  }, TICK_MS).unref();
  observer.observe({ entryTypes: ["gc"] });
}

/** Of a gap, the time that was spent collecting garbage. */
function gcIn({ fromMs, toMs }: Gap): number {
  return collections.reduce(
    (sum, gc) => sum + Math.max(0, Math.min(toMs, gc.toMs) - Math.max(fromMs, gc.fromMs)),
    0,
  );
}

async function stop(): Promise<LoopReport> {
  clearInterval(timer);
  // The last collections are told a turn later.
  await new Promise((resolve) => setTimeout(resolve, 20));
  observer.disconnect();
  const watchedMs = performance.now() - beganMs;
  const durations = collections.map(({ fromMs, toMs }) => toMs - fromMs);
  const own = gaps.map((gap) =>
    Math.max(0, Math.min(gap.toMs - gap.fromMs - gcIn(gap), gap.cpuMs) - TICK_MS),
  );
  return {
    longestDelayMs: Math.max(0, ...gaps.map(({ fromMs, toMs }) => toMs - fromMs - TICK_MS)),
    longestStretchMs: Math.max(0, ...own),
    longestGcMs: Math.max(0, ...durations),
    totalGcMs: durations.reduce((sum, duration) => sum + duration, 0),
    watchedMs,
  };
}

answerQuestions({ start, stop });
// The exporter must end as it would without us.
process.channel?.unref();
