import type { HygieneFinding } from "../../inventory/hygieneFinding.ts";
import type { ApiObject } from "../apiServer/apiObject.ts";
import type { DemoUser } from "./registries.ts";

/** What of a pod template matters here; names of containers and volumes to images. */
export interface Pod {
  readonly containers: Readonly<Record<string, string>>;
  readonly initContainers?: Readonly<Record<string, string>>;
  /** Volumes that are images. */
  readonly imageVolumes?: Readonly<Record<string, string>>;
  readonly pullSecrets?: readonly string[];
  readonly serviceAccount?: string;
  /** Containers that serve, at a port named `http`: with probes, and time to drain, but for what they lack. */
  readonly serving?: Readonly<Record<string, Serving>>;
}

export interface Serving {
  readonly port: number;
  /** What is to be found of it. */
  readonly flaws?: readonly HygieneFinding[];
}

export interface WorkloadOptions {
  /** Default: 2. */
  readonly replicas?: number;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Of CronJobs. */
  readonly suspend?: boolean;
}

/** Builders of the objects of one namespace. */
export interface NamespaceBuilder {
  namespace(): ApiObject;
  /** A pull secret for registries by `host[:port]`. */
  pullSecret(name: string, logins: Readonly<Record<string, DemoUser>>): ApiObject;
  serviceAccount(name: string, pullSecrets: readonly string[]): ApiObject;
  /** A Service that sends to the port `http` of the workload of its name. */
  service(name: string): ApiObject;
  workload(
    kind: "Deployment" | "StatefulSet" | "DaemonSet" | "CronJob" | "Job" | "Rollout",
    name: string,
    pod: Pod,
    options?: WorkloadOptions,
  ): ApiObject;
  /** @param owner a controller of a kind that is not watched */
  pod(name: string, pod: Pod, owner?: { apiVersion: string; kind: string; name: string }): ApiObject;
}

export function inNamespace(namespace: string): NamespaceBuilder {
  const meta = (name: string, more = {}) => ({ name, namespace, ...more });
  return {
    namespace: () => ({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } }),
    pullSecret: (name, logins) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: meta(name),
      type: "kubernetes.io/dockerconfigjson",
      data: { ".dockerconfigjson": dockerConfig(logins) },
    }),
    serviceAccount: (name, pullSecrets) => ({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: meta(name),
      imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })),
    }),
    service: (name) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: meta(name),
      spec: {
        type: "ClusterIP",
        selector: { "app.kubernetes.io/name": name },
        ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
      },
    }),
    workload(kind, name, pod, { replicas = 2, annotations, suspend = false } = {}) {
      const labels = { "app.kubernetes.io/name": name };
      const metadata = meta(name, { labels, ...(annotations !== undefined && { annotations }) });
      const template = { metadata: { labels }, spec: podSpec(pod, restartPolicy(kind)) };
      const selector = { matchLabels: labels };
      switch (kind) {
        case "Deployment":
        case "StatefulSet":
          return { apiVersion: "apps/v1", kind, metadata, spec: { replicas, selector, template } };
        case "Rollout":
          return {
            apiVersion: "argoproj.io/v1alpha1",
            kind,
            metadata,
            spec: { replicas, selector, template },
          };
        case "DaemonSet": {
          const status = {
            currentNumberScheduled: 3,
            desiredNumberScheduled: 3,
            numberMisscheduled: 0,
            numberReady: 3,
          };
          return { apiVersion: "apps/v1", kind, metadata, spec: { selector, template }, status };
        }
        case "Job":
          return { apiVersion: "batch/v1", kind, metadata, spec: { template }, status: { active: 1 } };
        case "CronJob": {
          const spec = { schedule: "17 3 * * *", suspend, jobTemplate: { spec: { template } } };
          return { apiVersion: "batch/v1", kind, metadata, spec };
        }
        default:
          return kind satisfies never;
      }
    },
    pod(name, pod, owner) {
      // A uid that no object of the demo has.
      const uid = "5d1c3c0e-7f5e-4f0c-9d53-5b1f8f2f1a10";
      const ownerReferences = owner && [{ ...owner, uid, controller: true }];
      return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: meta(name, ownerReferences && { ownerReferences }),
        spec: podSpec(pod, "Always"),
        status: { phase: "Running" },
      };
    },
  };
}

/** The content of a `.dockerconfigjson`, in base64 as Secrets hold it. */
export function dockerConfig(logins: Readonly<Record<string, DemoUser>>): string {
  const auths = Object.fromEntries(
    Object.entries(logins).map(([host, { username, password }]) => [
      host,
      { auth: base64(`${username}:${password}`) },
    ]),
  );
  return base64(JSON.stringify({ auths }));
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function restartPolicy(kind: string): string {
  return kind === "Job" || kind === "CronJob" ? "OnFailure" : "Always";
}

function podSpec(pod: Pod, restartPolicy: string): Record<string, unknown> {
  const { initContainers, imageVolumes, pullSecrets, serviceAccount, serving = {} } = pod;
  const flaws = Object.values(serving).flatMap((each) => each.flaws ?? []);
  return {
    ...(initContainers !== undefined && { initContainers: Object.entries(initContainers).map(container) }),
    containers: podContainers(pod),
    ...(flaws.includes("short_grace_period") && { terminationGracePeriodSeconds: DRAIN_SECONDS }),
    ...(imageVolumes !== undefined && {
      volumes: Object.entries(imageVolumes).map(([name, reference]) => ({ name, image: { reference } })),
    }),
    ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
    ...(pullSecrets !== undefined && { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
    restartPolicy,
  };
}

/** How long a container that stops waits for traffic to go elsewhere. */
const DRAIN_SECONDS = 5;

/** The containers of a pod, as its spec has them. */
export function podContainers({ containers, serving = {} }: Pod): readonly object[] {
  return Object.entries(containers).map(([name, image]) => {
    const served = serving[name];
    return { ...container([name, image]), ...(served !== undefined && servingParts(served)) };
  });
}

function container([name, image]: readonly [string, string]): object {
  return { name, image, imagePullPolicy: "IfNotPresent" };
}

function servingParts({ port, flaws = [] }: Serving): object {
  const probe = (path: string) => ({ httpGet: { path, port: "http" }, periodSeconds: 5 });
  const ready = probe("/ready");
  return {
    ports: [{ name: "http", containerPort: port }],
    ...(!flaws.includes("no_readiness_probe") && { readinessProbe: ready }),
    livenessProbe: flaws.includes("liveness_equals_readiness") ? ready : probe("/live"),
    ...(!flaws.includes("no_pre_stop") && {
      lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
    }),
  };
}
