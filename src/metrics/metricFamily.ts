/** What stands before the name of every family of the exporter's own. */
export const METRIC_PREFIX = "k8s_image_availability_exporter_";

export const METRIC_TYPES = ["counter", "gauge", "histogram"] as const;

export type MetricType = (typeof METRIC_TYPES)[number];

/** A metric family as Prometheus knows it; everything that is ever said about one is derived from this. */
export interface MetricFamily {
  /** Full name; a counter's ends in `_total`, a family with a unit in that unit (except where a counter's suffix follows). */
  readonly name: string;
  readonly type: MetricType;
  /** Base unit, where the values have one. */
  readonly unit?: "seconds" | "bytes";
  /** One sentence, the text of HELP. */
  readonly help: string;
  /** Label names in the order in which they are written; `le` is not named. */
  readonly labels: readonly string[];
  /** When there are samples of it, for the documentation. */
  readonly emitted: string;
}
