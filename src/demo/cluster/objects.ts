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
    workload(kind, name, pod, { replicas = 2, annotations, suspend = false } = {}) {
      const labels = { "app.kubernetes.io/name": name };
      const metadata = meta(name, { labels, ...(annotations && { annotations }) });
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
  const { containers, initContainers, imageVolumes, pullSecrets, serviceAccount } = pod;
  return {
    ...(initContainers && { initContainers: containerList(initContainers) }),
    containers: containerList(containers),
    ...(imageVolumes && {
      volumes: Object.entries(imageVolumes).map(([name, reference]) => ({ name, image: { reference } })),
    }),
    ...(serviceAccount && { serviceAccountName: serviceAccount }),
    ...(pullSecrets && { imagePullSecrets: pullSecrets.map((name) => ({ name })) }),
    restartPolicy,
  };
}

function containerList(images: Readonly<Record<string, string>>): object[] {
  return Object.entries(images).map(([name, image]) => ({ name, image, imagePullPolicy: "IfNotPresent" }));
}
