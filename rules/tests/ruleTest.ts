import { METRIC_PREFIX } from "../../src/metrics/metricFamily.ts";
import type { AlertName } from "../alert.ts";

/** An alert as Alertmanager would get it. */
export interface ExpectedAlert {
  readonly alert: AlertName;
  /** All of them but `alertname`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly description: string;
}

/** What promtool is given: series, and exactly which of all alerts fire at which times. */
export interface RuleTest {
  /** Reads on from "the rules". */
  readonly name: string;
  /** How many minutes lie between two samples, and between two evaluations: 1 unless said otherwise. */
  readonly every?: number;
  /** Values in promtool's notation, a sample each minute. */
  readonly series: Readonly<Record<string, string>>;
  /** Minutes from the start, and what fires then. */
  readonly at: Readonly<Record<number, readonly ExpectedAlert[]>>;
}

/** The labels that a scrape adds to what a pod of the exporter says of itself. */
export const POD = {
  job: "k8s-image-availability-exporter",
  namespace: "monitoring",
  pod: "iae-0",
  instance: "10.0.0.1:8080",
  container: "exporter",
  endpoint: "metrics",
  service: "iae",
} as const;

/** The exporter's alerts have these of them, its pods being told apart by others. */
export const EXPORTER = { job: POD.job, namespace: POD.namespace } as const;

/** A series of the exporter's as Prometheus holds it: what the exporter says goes over what the scrape adds. */
export function series(key: string, labels: Readonly<Record<string, string>> = {}): string {
  return selector(METRIC_PREFIX + key, { ...POD, ...labels });
}

/** The series that Prometheus itself makes for each scrape. */
export function up(labels: Readonly<Record<string, string>> = {}): string {
  return selector("up", { ...POD, ...labels });
}

/** A series in the notation of PromQL. */
export function selector(name: string, labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(",")}}`;
}

/** An exporter that does its work: for three hours, or for as many minutes as are given. */
export function healthy(
  labels: Readonly<Record<string, string>> = {},
  values: (always: string) => string = (always) => always,
): Readonly<Record<string, string>> {
  const own = (key: string, more: Readonly<Record<string, string>> = {}) =>
    series(key, { ...labels, ...more });
  const docker = { registry: "docker.io" };
  return {
    [up(labels)]: values("1+0x180"),
    [own("build_info", { version: "1.0.0", node_version: "v24.0.0" })]: values("1+0x180"),
    [own("ready")]: values("1+0x180"),
    [own("shards")]: values("1+0x180"),
    [own("recheck_window_seconds")]: values("600+0x180"),
    [own("recheck_duration_seconds")]: values("90+0x180"),
    [own("oldest_check_timestamp_seconds")]: values("0+60x180"),
    [own("registry_up", docker)]: values("1+0x180"),
    [own("registry_images", { ...docker, answered: "true" })]: values("100+0x180"),
    [own("registry_images", { ...docker, answered: "false" })]: values("0+0x180"),
    [own("registry_unanswered_ratio", docker)]: values("0+0x180"),
    [own("registry_rate_limited", docker)]: values("0+0x180"),
    [own("registry_rate_limit_remaining", docker)]: values("90+0x180"),
    [own("informer_synced", { resource: "deployments" })]: values("1+0x180"),
    [own("checks_total", { ...docker, result: "available" })]: values("0+100x180"),
    [own("available", CONTAINER)]: values("1+0x180"),
  };
}

/** A container as the exporter labels it. */
export const CONTAINER = {
  namespace: "shop",
  kind: "deployment",
  name: "web",
  container: "app",
  image: "docker.io/team/web:1.0",
} as const;

/** The labels of an alert on that container's image. */
export const IMAGE = {
  namespace: "shop",
  kind: "deployment",
  name: "web",
  image: "docker.io/team/web:1.0",
  registry: "docker.io",
} as const;

/** The series of a container whose image cannot be pulled. */
export function unavailable(reason: string, labels: Readonly<Record<string, string>> = {}): string {
  return series("unavailable", { ...CONTAINER, registry: "docker.io", reason, ...labels });
}
