import { FOREIGN_METRICS, type ForeignMetric, type ForeignMetricName } from "../foreignMetrics.ts";
import { selector } from "./ruleTest.ts";

type Labels = Readonly<Record<string, string>>;

/** The labels that a scrape adds to what a pod of kube-state-metrics says. */
export const STATE_POD = {
  job: "kube-state-metrics",
  instance: "10.0.1.1:8080",
  pod: "kube-state-metrics-0",
} as const;

/** Those of a second one, or of the first after a restart. */
export const OTHER_STATE_POD = { instance: "10.0.1.2:8080", pod: "kube-state-metrics-1" } as const;

const SCRAPES: Readonly<Record<ForeignMetric["from"], Labels>> = {
  Prometheus: {},
  "kube-state-metrics": STATE_POD,
  kubelet: { job: "kubelet", instance: "10.0.9.1:10250" },
  etcd: { job: "etcd", instance: "10.0.9.1:2381" },
  "API server": { job: "apiserver", instance: "10.0.9.1:6443" },
  "node exporter": { job: "node", instance: "10.0.9.1:9100" },
  recorded: {},
};

/** A series of others as Prometheus holds it, with `honor_labels`: what is said goes over what the scrape adds. */
export function foreign(name: ForeignMetricName, labels: Labels = {}): string {
  return selector(name, { ...SCRAPES[FOREIGN_METRICS[name].from], ...labels });
}
