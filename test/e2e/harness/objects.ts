import type { ApiClient } from "./apiClient.ts";

/** The kinds of the article that announced the original. */
export const articleKinds = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"] as const;
export type ArticleKind = (typeof articleKinds)[number];

const collections = {
  Deployment: ["apps/v1", "deployments"],
  StatefulSet: ["apps/v1", "statefulsets"],
  DaemonSet: ["apps/v1", "daemonsets"],
  CronJob: ["batch/v1", "cronjobs"],
} as const satisfies Record<ArticleKind, readonly [apiVersion: string, plural: string]>;

/** What of a pod template scenes care about. */
export interface PodOptions {
  readonly pullSecrets?: readonly string[];
  readonly serviceAccount?: string;
  /** Name of the container. Default: `main`. */
  readonly container?: string;
  /** Image of an init container named `init`. */
  readonly initImage?: string;
  /** Image of an image volume named `volume`. */
  readonly volumeImage?: string;
  /** More of the pod's spec. */
  readonly more?: object;
}

/** The address of one workload, or of all of a kind. */
export function workloadPath(namespace: string, kind: ArticleKind, name?: string): string {
  const [apiVersion, plural] = collections[kind];
  return `/apis/${apiVersion}/namespaces/${namespace}/${plural}${name === undefined ? "" : `/${name}`}`;
}

/** Makes a workload with one container. */
export async function createWorkload(
  client: ApiClient,
  [namespace, kind, name]: readonly [namespace: string, kind: ArticleKind, name: string],
  image: string,
  options: PodOptions = {},
): Promise<void> {
  const [apiVersion] = collections[kind];
  const template = podTemplate(name, image, options, kind === "CronJob");
  const spec =
    kind === "CronJob"
      ? { schedule: "0 0 1 1 *", jobTemplate: { spec: { template } } }
      : {
          selector: { matchLabels: { app: name } },
          template,
          ...(kind === "StatefulSet" && { serviceName: name }),
        };
  await client.create(workloadPath(namespace, kind), { apiVersion, kind, metadata: { name }, spec });
}

function podTemplate(name: string, image: string, options: PodOptions, once: boolean): object {
  const { pullSecrets = [], serviceAccount, container = "main", initImage, volumeImage, more } = options;
  return {
    metadata: { labels: { app: name } },
    spec: {
      ...more,
      ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
      imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })),
      containers: [{ name: container, image }],
      ...(initImage !== undefined && { initContainers: [{ name: "init", image: initImage }] }),
      ...(volumeImage !== undefined && { volumes: [{ name: "volume", image: { reference: volumeImage } }] }),
      ...(once && { restartPolicy: "Never" }),
    },
  };
}

/** Makes a namespace with labels. */
export async function createNamespace(
  client: ApiClient,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  await client.create("/api/v1/namespaces", {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name, labels },
  });
}

export const secretPath = (namespace: string, name?: string): string =>
  `/api/v1/namespaces/${namespace}/secrets${name === undefined ? "" : `/${name}`}`;

/** User and password by registry, as a docker config has them. */
export type Logins = Readonly<Record<string, readonly [user: string, password: string]>>;

export function dockerConfig(logins: Logins): string {
  const auths = Object.entries(logins).map(([registry, [username, password]]) => [
    registry,
    { auth: Buffer.from(`${username}:${password}`).toString("base64") },
  ]);
  return JSON.stringify({ auths: Object.fromEntries(auths) });
}

/** A pull secret. @param content logins, or the text itself */
export function pullSecret(name: string, content: Logins | string): object {
  const text = typeof content === "string" ? content : dockerConfig(content);
  return {
    apiVersion: "v1",
    kind: "Secret",
    type: "kubernetes.io/dockerconfigjson",
    metadata: { name },
    data: { ".dockerconfigjson": Buffer.from(text).toString("base64") },
  };
}
