import type { SkipReason } from "../inventory/skipReason.ts";
import type { WorkloadFinding } from "../inventory/workloadHygiene.ts";

/** What is known of a registry. */
export interface RegistryState {
  readonly registry: string;
  readonly up: boolean;
  readonly rateLimited: boolean;
  /** Requests left in the registry's own limit, where announced. */
  readonly remaining: number | undefined;
}

/**
 * Where gauges get their values from, at each scrape. Times are in milliseconds (since the epoch, where points in time).
 * An iterable may be consumed in slices while what it tells of changes. One that throws costs its own family, not the
 * scrape.
 */
export interface MetricSources {
  targets(): number;
  images(): number;
  shards(): number;
  queueLengths(): Iterable<readonly [lane: string, length: number]>;
  /** Undefined without targets. */
  oldestCheckMs(): number | undefined;
  recheckWindowMs(): number;
  /** Undefined as long as it is not known. */
  recheckDurationMs(): number | undefined;
  /** Reasons that are not among them count 0. */
  skippedContainers(): Iterable<readonly [reason: SkipReason, containers: number]>;
  disabledWorkloads(): Iterable<{ readonly namespace: string; readonly kind: string; readonly name: string }>;
  pullSecretProblems(): Iterable<{
    readonly kind: "invalid" | "missing";
    readonly namespace: string;
    readonly name: string;
  }>;
  registries(): Iterable<RegistryState>;
  // Of these three nothing may come twice, even if it goes and comes back meanwhile: there are too many to remember.
  unusedPullSecrets(): Iterable<{ readonly namespace: string; readonly name: string }>;
  workloadFindings(): Iterable<WorkloadFinding>;
  imageLastChecks(): Iterable<readonly [image: string, checkedMs: number]>;
  /** What /readyz says. */
  ready(): boolean;
}
