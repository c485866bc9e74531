import type { ApiObject } from "../../src/demo/apiServer/apiObject.ts";

/** What a cluster consists of: Deployments, spread over namespaces, that share some images. */
export interface ClusterShape {
  readonly name: string;
  readonly workloads: number;
  readonly containersEach: number;
  readonly images: number;
  /** Whether there are Services, Pods and pull secrets as well: see `surroundings`. */
  readonly surrounded?: boolean;
  /** How many Pods each workload has that run its first container, with its ReplicaSets: see `podShape.ts`. */
  readonly pods?: number;
  /** Of the exporter that watches it. */
  readonly flags?: readonly string[];
}

export const WORKLOADS_PER_NAMESPACE = 200;

export function namespaceOf(workload: number): string {
  return `team-${Math.floor(workload / WORKLOADS_PER_NAMESPACE)}`;
}

/** @param host `host[:port]` of the registry */
export function imageName(host: string, image: number): string {
  return `${host}/team-${image % 50}/service-${image}:v1.0.0`;
}

/**
 * A Deployment as an API server tells it: with what controllers, defaults and field managers add, some 11 KB with five
 * containers. The exporter needs little of it, but all of it has to be read.
 */
export function deployment(
  workload: number,
  { containersEach, images }: Pick<ClusterShape, "containersEach" | "images">,
  imageOf: (image: number) => string,
): ApiObject {
  const name = `service-${workload}`;
  const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "bench", tier: "backend" };
  const containers = Array.from({ length: containersEach }, (_, index) =>
    container(index, imageOf((workload * containersEach + index) % images)),
  );
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name,
      namespace: namespaceOf(workload),
      labels,
      annotations: { "deployment.kubernetes.io/revision": "7", "meta.helm.sh/release-name": name },
      managedFields: [
        managed("helm", containers.length),
        { ...managed("kube-controller-manager", 0), subresource: "status" },
      ],
    },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations: { "checksum/config": "0123456789abcdef".repeat(4) } },
        spec: {
          containers,
          restartPolicy: "Always",
          terminationGracePeriodSeconds: 30,
          dnsPolicy: "ClusterFirst",
          securityContext: { runAsNonRoot: true, fsGroup: 1000 },
          schedulerName: "default-scheduler",
          volumes: [{ name: "config", configMap: { name: `${name}-config`, defaultMode: 420 } }],
        },
      },
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: "25%", maxSurge: "25%" } },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
    },
    status: {
      observedGeneration: 7,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      conditions: [condition("Available"), condition("Progressing")],
    },
  } as ApiObject;
}

/**
 * What is around a Deployment besides: a Service that sends to its first container, two Pods that name a pull secret, and
 * another pull secret that nothing names.
 */
export function surroundings(workload: number): readonly ApiObject[] {
  const name = `service-${workload}`;
  const namespace = namespaceOf(workload);
  const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "bench", tier: "backend" };
  const pod = (replica: number) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `${name}-5d9c7b6f4-${replica}xk2p`, namespace, labels },
    spec: {
      imagePullSecrets: [{ name: "regcred" }],
      containers: [{ name: "container-0", image: "scratch" }],
      volumes: [
        { name: "kube-api-access", projected: { sources: [{ serviceAccountToken: { path: "token" } }] } },
      ],
    },
    status: { phase: "Running" },
  });
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name, namespace, labels },
      spec: {
        type: "ClusterIP",
        selector: { "app.kubernetes.io/name": name, tier: "backend" },
        ports: [{ name: "http", port: 80, targetPort: 8080, protocol: "TCP" }],
      },
    },
    pod(0),
    pod(1),
    {
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: `left-behind-${workload}`, namespace },
      type: "kubernetes.io/dockerconfigjson",
      data: { ".dockerconfigjson": Buffer.from('{"auths":{}}').toString("base64") },
    },
  ] as ApiObject[];
}

function container(index: number, image: string): object {
  const probe = { httpGet: { path: "/healthz", port: "http", scheme: "HTTP" }, timeoutSeconds: 1 };
  return {
    name: `container-${index}`,
    image,
    args: ["--config=/etc/service/config.yaml", "--log-format=json", `--instance=${index}`],
    ports: [{ name: "http", containerPort: 8080 + index, protocol: "TCP" }],
    env: ["LOG_LEVEL", "DATABASE_HOST", "DATABASE_NAME", "CACHE_HOST", "OTEL_EXPORTER_OTLP_ENDPOINT"].map(
      (variable) => ({ name: variable, value: `value-of-${variable.toLowerCase()}` }),
    ),
    resources: { limits: { memory: "256Mi" }, requests: { cpu: "100m", memory: "128Mi" } },
    volumeMounts: [{ name: "config", readOnly: true, mountPath: "/etc/service" }],
    livenessProbe: { ...probe, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
    readinessProbe: { ...probe, periodSeconds: 5, successThreshold: 1, failureThreshold: 3 },
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    imagePullPolicy: "IfNotPresent",
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
  };
}

/** Who set which fields, by which the API server makes every object half as long again. */
function managed(manager: string, containers: number): object {
  const fields = Object.fromEntries(
    Array.from({ length: containers }, (_, index) => [
      `k:{"name":"container-${index}"}`,
      Object.fromEntries(
        [".", "args", "env", "image", "imagePullPolicy", "livenessProbe", "name", "ports", "readinessProbe"]
          .concat("resources", "securityContext", "terminationMessagePath", "volumeMounts")
          .map((field) => [field === "." ? field : `f:${field}`, { ".": {}, [`f:${field}Value`]: {} }]),
      ),
    ]),
  );
  return {
    manager,
    operation: "Update",
    apiVersion: "apps/v1",
    time: "2026-01-01T00:00:00Z",
    fieldsType: "FieldsV1",
    fieldsV1: {
      "f:metadata": { "f:annotations": { ".": {} }, "f:labels": { ".": {} } },
      "f:spec": { "f:replicas": {}, "f:template": { "f:spec": { "f:containers": fields } } },
    },
  };
}

function condition(type: string): object {
  return {
    type,
    status: "True",
    lastUpdateTime: "2026-01-01T00:00:00Z",
    lastTransitionTime: "2026-01-01T00:00:00Z",
    reason: "AsExpected",
    message: `condition ${type} holds`,
  };
}
