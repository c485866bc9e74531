import type { Reason } from "../src/image/reasons.ts";
import type { FamilyKey } from "../src/metrics/catalogue.ts";
import { METRIC_PREFIX } from "../src/metrics/metricFamily.ts";
import type { Band, Recording } from "./alert.ts";

/** Labels of pods and Services that differ from one to the next, or with the chart: jobs that go by annotations mostly copy them all. */
const COPIED_LABELS = [
  ...["app_kubernetes_io_version", "apps_kubernetes_io_pod_index", "controller_revision_hash"],
  ...["helm_sh_chart", "kubernetes_pod_name", "pod_template_hash", "statefulset_kubernetes_io_pod_name"],
] as const;

/**
 * Labels by which a scrape tells one pod of the exporter from the next. Alerts are free of them, or each restart of the
 * exporter would begin them anew. All others stay: the cluster's, an owner's, whatever a Prometheus adds.
 */
const TARGET_LABELS = ["endpoint", "instance", "node", "pod", "service", ...COPIED_LABELS] as const;

/** What is left out where containers (the exporter's, or a workload's) are added up, for `without (…)`. */
export const SCRAPE = ["container", "job", ...TARGET_LABELS].sort().join(", ");

/** The same where the job says which exporter is meant. */
export const SCRAPE_BUT_JOB = ["container", ...TARGET_LABELS].sort().join(", ");

/** The same where a workload's containers are to be told apart. */
export const SCRAPE_BUT_CONTAINER = ["job", ...TARGET_LABELS].sort().join(", ");

/** The full name of a family. */
export function metric(key: FamilyKey): string {
  return METRIC_PREFIX + key;
}

/**
 * What series were at their last sample of a quarter of an hour: a scrape that failed, or an exporter that restarts, takes
 * nothing away. A restart can leave a series twice for that long, so what is added up has to be made one first. Where `for` is half
 * an hour or more, nothing would ever fire without it: each hour has a failed scrape or two that no alert tells of.
 *
 * @param ago `offset` and a duration, for what they were then
 */
export function lately(selector: string, ago = ""): string {
  return `last_over_time(${selector}[15m]${ago === "" ? "" : ` ${ago}`})`;
}

/** The same of the exporter's series of workloads, one for each container of theirs. */
export function latelyOfWorkloads(selector: string): string {
  return `max without (${SCRAPE_BUT_CONTAINER}) (${lately(selector)})`;
}

/**
 * When each thing was there last, remembered for a week, and over a day without rules. A range as long as the memory would read all its
 * samples, each time.
 *
 * @param labels that tell the things apart
 * @param timestamps of those that are there now
 */
export function lastThere(record: string, labels: string, timestamps: string): Recording {
  const expr = [
    `max by (${labels}) (${timestamps})`,
    "  or",
    `max by (${labels}) (last_over_time(${record}[1d])) > time() - 7 * 86400`,
  ].join("\n");
  return { record, expr };
}

/** Containers whose image cannot be pulled, for any of these reasons. */
export function unavailableFor(...reasons: readonly Reason[]): string {
  const matcher = reasons.length === 1 ? `="${reasons[0]}"` : `=~"${reasons.join("|")}"`;
  return `${metric("unavailable")}{reason${matcher}}`;
}

const WORKLOAD = "cluster, namespace, kind, name";
const ON_WORKLOAD = `on (${WORKLOAD})`;
/** Workloads that had several replicas all the time: one that goes to and fro would begin one band anew, then the other, for good. */
const MANY = `min by (${WORKLOAD}) (min_over_time(${metric("workload_replicas")}[15m])) > 1`;

/**
 * The bands of an alert on containers whose image cannot be pulled: one alert for each workload and image. What is said
 * of a workload that runs no pods is only for information.
 *
 * @param series of the family `unavailable`
 * @param aggregated what is left out beside the labels of the scrape
 * @param shape what to do with the result, such as adding labels
 * @param at which workloads run pods is asked of the moment, or `lately` where the series are so
 */
export function containerBands(
  series: string,
  {
    without = [],
    shape = (expr) => expr,
    at = (selector) => selector,
  }: {
    without?: readonly string[];
    shape?: (expr: string) => string;
    at?: (selector: string) => string;
  } = {},
): readonly Band[] {
  const labels = [SCRAPE, ...without].join(", ");
  const counted = (join: string) => shape(`count without (${labels}) (\n  ${series}\n    ${join}\n)`);
  const disabled = metric("workload_disabled");
  return [
    {
      expr: `${counted(`unless ${ON_WORKLOAD} ${at(disabled)}`)} >= $threshold`,
      lessWhere: `${ON_WORKLOAD} (${MANY})`,
    },
    {
      expr: `${counted(`and ${ON_WORKLOAD} ${lately(disabled)}`)} >= $threshold`,
      severity: "info",
      remark: "The workload runs no pods at present.",
    },
  ];
}

/** The bands of an alert that gets worse: critical from three times the threshold on. */
export function risingBands(quantity: string, limit: (threshold: string) => string): readonly Band[] {
  return [
    { expr: `${quantity}\n  > ${limit("$threshold")}` },
    { expr: `${quantity}\n  > ${limit("3 * $threshold")}`, severity: "critical", onlyWhile: "warning" },
  ];
}
