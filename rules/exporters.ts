import { METRIC_PREFIX } from "../src/metrics/metricFamily.ts";
import type { Recording } from "./alert.ts";
import { lastThere, lately, metric } from "./expressions.ts";

/** What an exporter, all its shards together, is told by; the second where series come from a prometheus-operator's. */
export const EXPORTER_LABELS = "cluster, prometheus, namespace, exporter";

/**
 * Gives series the label `exporter`: the name of the workload that their pod is one of. Jobs do not tell exporters apart: two
 * releases of the chart have the same one, and with annotations it is that of everybody else. Where a scrape names no
 * pod, the Service stands for it, and only then the job.
 */
export function byExporter(series: string): string {
  return [
    ["job", "(.+)"],
    ["service", "(.+)"],
    ["pod", "(.+?)-([0-9]{1,3}|[a-z0-9]{1,10}-?[a-z0-9]{5})"],
  ].reduce(
    (expr, [label, regex]) => `label_replace(${expr}, "exporter", "$1", "${label}", "${regex}")`,
    series,
  );
}

// A scrape that fails ends the series: what is there has just answered. Two jobs or two Prometheuses may tell of one pod.
const PODS = `max by (${EXPORTER_LABELS}, pod, instance) (${byExporter(metric("shards"))})`;

const LAST_ANSWER = `namespace_exporter:${METRIC_PREFIX}shards:timestamp`;

/**
 * Whether each part of an exporter answers: each pod of a StatefulSet has one, which it keeps by its name; all that take each other's
 * place in a Deployment have one together.
 */
export const SLOT_UP = `namespace_exporter_slot:${METRIC_PREFIX}up:last`;

function bySlot(series: string): string {
  const slotted = [
    ["instance", "(.+)"],
    ["pod", "(.+?)(-[a-z0-9]{1,10}-?[a-z0-9]{5})?"],
  ].reduce(
    (expr, [label, regex]) => `label_replace(${expr}, "slot", "$1", "${label}", "${regex}")`,
    byExporter(series),
  );
  return `max by (${EXPORTER_LABELS}, slot) (${slotted})`;
}

/** The label, and its value, of the alert while no exporter of the cluster answers: only then there is nobody who would tell of images. */
export const NONE_ANSWERS = ["answering", "none"] as const;

/**
 * What of an exporter's does not answer. Each shard says how many there are; while they are replaced by
 * fewer, or more, some say the old number. Of an exporter that answers no more, it is
 * known for a week that there was one.
 *
 * @param threshold how many pods have to be missing
 */
export function missingPods(threshold: string): string {
  const [label, none] = NONE_ANSWERS;
  const exporters = `max by (${EXPORTER_LABELS}) (${LAST_ANSWER})`;
  const shards = metric("shards");
  return [
    `min by (${EXPORTER_LABELS}) (${PODS}) - count by (${EXPORTER_LABELS}) (${PODS}) >= ${threshold}`,
    "  or",
    // By whatever name its Prometheus goes now.
    `${exporters} unless on (cluster, namespace, exporter) ${PODS} and on (cluster) ${shards}`,
    "  or",
    `label_replace(${exporters} unless on (cluster) ${shards} or absent(${shards} or ${LAST_ANSWER}), "${label}", "${none}", "", "")`,
  ].join("\n");
}

/** What is remembered of exporters. */
export const EXPORTER_RECORDINGS: readonly Recording[] = [
  lastThere(LAST_ANSWER, EXPORTER_LABELS, byExporter(`timestamp(${metric("shards")})`)),
  {
    record: SLOT_UP,
    // A container that is restarted again and again answers at least once in the time. What has gone goes on as what does not answer.
    expr: [
      bySlot(`up and on (cluster, namespace, pod, instance) ${lately(metric("shards"))}`),
      "  or",
      bySlot(`0 * last_over_time(${metric("shards")}[1h])`),
    ].join("\n"),
  },
];
