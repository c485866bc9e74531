import { parseAllDocuments } from "yaml";
import { CHART, type Helm, runHelm } from "./helms.ts";

/** An object of Kubernetes, of which only the head is typed. */
export interface ChartObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** The custom resources that the chart knows, as `--api-versions` names them. */
export const ALL_APIS = [
  "monitoring.coreos.com/v1/ServiceMonitor",
  "monitoring.coreos.com/v1/PodMonitor",
  "monitoring.coreos.com/v1/PrometheusRule",
  "monitoring.coreos.com/v1alpha1/ScrapeConfig",
  "monitoring.coreos.com/v1alpha1/AlertmanagerConfig",
  "operator.victoriametrics.com/v1beta1/VMServiceScrape",
  "operator.victoriametrics.com/v1beta1/VMRule",
  "autoscaling.k8s.io/v1/VerticalPodAutoscaler",
  "grafana.integreatly.org/v1beta1/GrafanaDashboard",
] as const;

export const RELEASE = "iae";
export const NAMESPACE = "monitoring-tools";

export interface RenderOptions {
  /** Paths of files with values. */
  readonly files?: readonly string[];
  /** As after `--set`. */
  readonly set?: readonly string[];
  /** As after `--set-json`. */
  readonly setJson?: readonly string[];
  /** Default: all. */
  readonly apis?: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
  /** Folder of the chart. Default: this project's. */
  readonly chart?: string;
}

/** What `helm template` is called with. */
export function templateArguments(options: RenderOptions = {}): readonly string[] {
  const { files = [], set = [], setJson = [], apis = ALL_APIS, chart = CHART } = options;
  const { release = RELEASE, namespace = NAMESPACE } = options;
  return [
    ...["template", release, chart, "--namespace", namespace],
    ...files.flatMap((file) => ["--values", file]),
    ...set.flatMap((assignment) => ["--set", assignment]),
    ...setJson.flatMap((assignment) => ["--set-json", assignment]),
    ...apis.flatMap((api) => ["--api-versions", api]),
  ];
}

/** Renders the chart. Throws what Helm prints where it refuses. */
export async function renderChart(helm: Helm, options: RenderOptions = {}): Promise<readonly ChartObject[]> {
  const { ok, stdout, stderr } = await runHelm(helm, templateArguments(options));
  if (!ok) {
    throw new Error(stderr);
  }
  return parseObjects(stdout);
}

/** Reads objects from a stream of YAML documents. */
export function parseObjects(text: string): readonly ChartObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors.length > 0) {
      throw document.errors[0];
    }
    return (document.toJS() as ChartObject | null) ?? [];
  });
}

/** The only object of a kind; the test knows its type. */
export function only<T>(objects: readonly ChartObject[], kind: string): T {
  const ofKind = objects.filter((object) => object.kind === kind);
  if (ofKind.length !== 1) {
    throw new Error(`expected one ${kind}, found ${ofKind.length}`);
  }
  return ofKind[0] as T;
}

/** `Kind namespace/name` of each object. */
export function identities(objects: readonly ChartObject[]): readonly string[] {
  return objects.map(
    ({ kind, metadata }) => `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ""}${metadata.name}`,
  );
}
