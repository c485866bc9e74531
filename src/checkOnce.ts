import { type CheckPipeline, createCheckPipeline } from "./checkPipeline.ts";
import type { Config } from "./config/config.generated.ts";
import type { NodeCredentialSource } from "./credentials/nodeCredentials.ts";
import { descriptorShare } from "./files/descriptorShare.ts";
import { type CheckOutcome, isRefusal, type Verdict } from "./image/outcome.ts";
import { REASON_RECORDS } from "./image/reasons.ts";
import { formatReference } from "./image/reference.ts";
import type { ContainerLabels } from "./inventory/availabilitySink.ts";
import type { Inventory } from "./inventory/inventory.ts";
import type { SkipReason } from "./inventory/skipReason.ts";
import type { Target } from "./inventory/targets.ts";
import type { Logger } from "./log/logger.ts";
import { ExporterMetrics } from "./metrics/exporterMetrics.ts";
import type { Clock } from "./time/clock.ts";
import { unlessAborted } from "./time/unlessAborted.ts";

/** What was found of one container. */
export interface CheckedContainer
  extends Pick<ContainerLabels, "namespace" | "kind" | "name" | "container" | "image" | "registry"> {
  /** Null where nothing certain is known: an outage, a rate limit, credentials that cannot be seen. */
  readonly available: boolean | null;
  /** Null where the image is available; a reason of metrics, or what a check ended with that says nothing. */
  readonly reason: Exclude<CheckOutcome["result"], "available"> | "not_checked" | null;
  readonly message: string | null;
}

export interface CheckedOnce {
  /** By namespace, kind, name and container. */
  readonly containers: readonly CheckedContainer[];
  /** How many other containers were deliberately left out, by reason. */
  readonly skipped: ReadonlyMap<SkipReason, number>;
}

export interface CheckOnceOptions {
  readonly config: Config;
  readonly nodeSources: readonly NodeCredentialSource[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** What is not checked after this many milliseconds is left as it is. */
  readonly timeoutMs: number;
  /**
   * Delivers what there is to check.
   *
   * @returns to end what it has opened; rejects where there is nothing to be had
   */
  feed(
    inventory: Inventory,
    metrics: ExporterMetrics,
    nodeSettings: CheckPipeline["nodeSettings"],
  ): Promise<() => Promise<void>>;
  /** Told now and then how many containers are decided. */
  onProgress?(decided: number, all: number): void;
}

/** How often it is told how far it is, in milliseconds. */
const PROGRESS_MS = 100;
/** Longer timers fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What a check ends with that does not find the image. */
type Lack = Exclude<CheckOutcome, { result: "available" }>;

interface Entry {
  readonly labels: ContainerLabels;
  readonly reference: string;
  verdict: Verdict | undefined;
  message: string;
}

/**
 * Checks everything once, with the exporter's own inventory, schedule and budgets.
 *
 * @throws what `feed` does, or createCheckPipeline, or `signal.reason`
 */
export async function checkOnce(options: CheckOnceOptions): Promise<CheckedOnce> {
  const { config, clock, log, signal, timeoutMs, feed, onProgress } = options;
  const referenceOf = (image: string) => {
    const parsed = pipeline.files.readName(image, config.images);
    return parsed.ok ? formatReference(parsed.reference) : image;
  };
  const metrics = new ExporterMetrics({ options: config.metrics, clock, log, others: [] });
  const entries = new Map<ContainerLabels, Entry>();
  const undecided = new Set<Entry>();
  const unchecked = new Set<Target>();
  /** What was found instead of images, by reference. */
  const outcomes = new Map<string, Lack>();
  const late = new AbortController();
  const inTime = AbortSignal.any([signal, late.signal]);
  let onAllChecked = () => {};
  const settle = (target: Target) => {
    if (unchecked.delete(target) && unchecked.size === 0) {
      onAllChecked();
    }
  };
  const pipeline: CheckPipeline = createCheckPipeline({
    ...options,
    metrics,
    random: Math.random,
    maxSockets: descriptorShare(),
    report: {
      series: {
        add(labels) {
          const entry = { labels, reference: referenceOf(labels.image), verdict: undefined, message: "" };
          entries.set(labels, entry);
          undecided.add(entry);
          return entry;
        },
        setVerdict({ labels }, verdict) {
          const entry = entries.get(labels)!;
          entry.verdict = verdict;
          undecided[verdict === undefined ? "add" : "delete"](entry);
        },
        remove({ labels }) {
          undecided.delete(entries.get(labels)!);
          entries.delete(labels);
        },
      },
      verdictChanged(labels, _from, _to, why) {
        entries.get(labels)!.message = why;
      },
      wanted(target, isWanted) {
        if (isWanted) {
          unchecked.add(target);
        } else {
          settle(target);
        }
      },
      checked(target, outcome) {
        if (outcome.result !== "available") {
          outcomes.set(target.image, outcome);
        }
        settle(target);
      },
    },
  });
  let end = async () => {};
  // The clock's timers let the process end, and between two requests there may be nothing else.
  const awake = setInterval(() => onProgress?.(entries.size - undecided.size, entries.size), PROGRESS_MS);
  let cancel = () => {};
  try {
    end = await feed(pipeline.inventory, metrics, pipeline.nodeSettings);
    pipeline.scheduler.start();
    cancel = clock.schedule(Math.min(timeoutMs, MAX_TIMER_MS), () => late.abort());
    await pipeline.takenIn();
    while (unchecked.size > 0 && !inTime.aborted) {
      const allChecked = new Promise<void>((resolve) => {
        onAllChecked = resolve;
      });
      await unlessAborted(allChecked, inTime).catch(() => {});
      // What was found reaches each of its containers, and what came meanwhile has its targets.
      await pipeline.takenIn();
    }
    signal.throwIfAborted();
    return {
      containers: [...entries.values()].map((entry) => toChecked(entry, outcomes)).sort(compare),
      skipped: countLeftOut(pipeline.inventory.workloads()),
    };
  } finally {
    clearInterval(awake);
    cancel();
    pipeline.abort();
    await Promise.all([end(), pipeline.close()]);
  }
}

/** What has a series was looked at, also where it has no verdict for what may not be seen. */
function countLeftOut(workloads: ReturnType<Inventory["workloads"]>): ReadonlyMap<SkipReason, number> {
  const counts = new Map<SkipReason, number>();
  for (const { uses } of workloads) {
    for (const { skipped, series } of uses) {
      if (skipped !== undefined && series === undefined) {
        counts.set(skipped, (counts.get(skipped) ?? 0) + 1);
      }
    }
  }
  return counts;
}

function toChecked(
  { labels, reference, verdict, message }: Entry,
  outcomes: ReadonlyMap<string, Lack>,
): CheckedContainer {
  const { namespace, kind, name, container, image, registry } = labels;
  const about = { namespace, kind, name, container, image, registry };
  if (verdict === "available") {
    return { ...about, available: true, reason: null, message: null };
  }
  if (verdict !== undefined) {
    const isCertain = REASON_RECORDS[verdict].certain;
    return { ...about, available: isCertain ? false : null, reason: verdict, message };
  }
  const outcome = outcomes.get(reference);
  return outcome === undefined
    ? { ...about, available: null, reason: "not_checked", message: "it was not checked in time" }
    : {
        ...about,
        available: null,
        reason: outcome.result,
        message: isRefusal(outcome)
          ? `${outcome.message}; there may be credentials that could not be read`
          : outcome.message,
      };
}

function compare(a: CheckedContainer, b: CheckedContainer): number {
  for (const key of ["namespace", "kind", "name", "container", "image"] as const) {
    if (a[key] !== b[key]) {
      return a[key] < b[key] ? -1 : 1;
    }
  }
  return 0;
}
