import type { Verdict } from "../image/outcome.ts";

/** The labels of one container's availability series; unique among the live series. */
export interface ContainerLabels {
  readonly namespace: string;
  /** Lower case: `deployment`, `rollout`. */
  readonly kind: string;
  readonly name: string;
  readonly container: string;
  /** As written in the pod template. */
  readonly image: string;
  /** Normalised registry of the reference; empty where the reference cannot be read. */
  readonly registry: string;
  /** Configured owner labels, label key (not yet `label_…`) to value. */
  readonly owner: Readonly<Record<string, string>>;
}

/** A live series. Opaque to whoever holds it. */
export interface SeriesHandle {
  readonly labels: ContainerLabels;
}

/** Where verdicts become series. All calls are synchronous and O(1). */
export interface AvailabilitySink {
  /** Adds a series that has no sample until a verdict is set. */
  add(labels: ContainerLabels): SeriesHandle;
  /** Sets the verdict; undefined takes the sample away. */
  setVerdict(series: SeriesHandle, verdict: Verdict | undefined): void;
  /** Removes the series: it is gone at the next scrape. */
  remove(series: SeriesHandle): void;
}
