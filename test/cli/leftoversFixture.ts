import type { Exchange } from "../kubernetes/support/watchServer.ts";
import { type ClusterObjects, holding } from "./clusterFixture.ts";

const NAMESPACED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  v1: {
    configmaps: "ConfigMap",
    endpoints: "Endpoints",
    events: "Event",
    limitranges: "LimitRange",
    persistentvolumeclaims: "PersistentVolumeClaim",
    pods: "Pod",
    resourcequotas: "ResourceQuota",
    secrets: "Secret",
    serviceaccounts: "ServiceAccount",
  },
  "apps/v1": { deployments: "Deployment", statefulsets: "StatefulSet" },
  "batch/v1": { cronjobs: "CronJob", jobs: "Job" },
  "rbac.authorization.k8s.io/v1": { rolebindings: "RoleBinding", roles: "Role" },
  "gateway.example.com/v1": { gateways: "Gateway" },
  "admissionregistration.k8s.io/v1": {},
  "storage.k8s.io/v1": {},
};
const OF_THE_CLUSTER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  v1: { namespaces: "Namespace", nodes: "Node", persistentvolumes: "PersistentVolume" },
  "rbac.authorization.k8s.io/v1": { clusterroles: "ClusterRole", clusterrolebindings: "ClusterRoleBinding" },
  "gateway.example.com/v1": { issuers: "Issuer" },
  "storage.k8s.io/v1": { storageclasses: "StorageClass" },
  "admissionregistration.k8s.io/v1": {
    validatingadmissionpolicybindings: "ValidatingAdmissionPolicyBinding",
  },
};

const verbs = ["create", "delete", "get", "list"];

/** Answers as an API server with its own discovery, that leaves out what it is asked to. */
export function cluster(objects: ClusterObjects): (exchange: Exchange) => void {
  const answer = holding(objects);
  return (exchange) => {
    const { path, query, headers } = exchange;
    const version = path.replace(/^\/apis?\//, "");
    if (path === "/apis") {
      exchange.raw(JSON.stringify({ kind: "APIGroupList", groups: groups() }));
    } else if (Object.hasOwn(NAMESPACED, version)) {
      exchange.raw(JSON.stringify({ kind: "APIResourceList", resources: resources(version) }));
    } else if (headers.accept?.includes("PartialObjectMetadata") || query.has("fieldSelector")) {
      const without = (query.get("fieldSelector") ?? "").split(",").map((each) => each.replace("type!=", ""));
      const items = (objects[path] as readonly { metadata: object; type?: string }[] | undefined) ?? [];
      const found = items
        .filter(({ type }) => type === undefined || !without.includes(type))
        .map(({ metadata }) => ({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata }));
      // As the real one has it, where there are none.
      const list = {
        kind: "PartialObjectMetadataList",
        metadata: {},
        items: found.length === 0 ? null : found,
      };
      exchange.raw(JSON.stringify(list));
    } else {
      answer(exchange);
    }
  };
}

function groups(): readonly object[] {
  return Object.keys(NAMESPACED)
    .filter((each) => each.includes("/"))
    .map((groupVersion) => {
      const [name, version] = groupVersion.split("/");
      return { name, versions: [{ groupVersion, version }], preferredVersion: { groupVersion, version } };
    });
}

function resources(version: string): readonly object[] {
  const of = (kinds: Readonly<Record<string, string>> = {}, namespaced: boolean) =>
    Object.entries(kinds).map(([name, kind]) => ({ name, kind, namespaced, verbs }));
  return [
    ...of(NAMESPACED[version], true),
    ...of(OF_THE_CLUSTER[version], false),
    { name: "pods/log", kind: "Pod", namespaced: true, verbs },
    { name: "bindings", kind: "Binding", namespaced: true, verbs: ["create"] },
  ];
}

const DAY = 86_400_000;

/** An object of some days. */
export function aged(days: number, namespace: string, name: string, more: object = {}) {
  const creationTimestamp = new Date(Date.now() - days * DAY - 1_000).toISOString().replace(/\.\d+Z$/, "Z");
  return { metadata: { ...(namespace !== "" && { namespace }), name, creationTimestamp, ...more } };
}

const podSpec = {
  serviceAccountName: "web",
  containers: [{ name: "main", image: "nginx:1", envFrom: [{ configMapRef: { name: "used" } }] }],
  volumes: [
    { name: "v", secret: { secretName: "used" } },
    { name: "d", persistentVolumeClaim: { claimName: "mounted" } },
  ],
};
const over = { status: { conditions: [{ type: "Complete", status: "True" }] } };
const PASSWORD = "hunter2-in-base64";

/** Something of each kind that could go, beside something that could not. */
export function wasteful(): ClusterObjects {
  const secret = (name: string, type = "Opaque", more = {}) => ({
    ...aged(9, "shop", name, more),
    type,
    data: { password: PASSWORD },
  });
  const subjects = [{ kind: "ServiceAccount", name: "web", namespace: "shop" }];
  const roleRef = (name: string, kind = "Role") => ({ roleRef: { kind, name }, subjects });
  return {
    "/api/v1/namespaces": [
      aged(30, "", "shop"),
      aged(30, "", "kube-system"),
      aged(30, "", "temp", { annotations: { "janitor/ttl": "7d" } }),
      aged(30, "", "quiet", { annotations: { "k8s-image-availability-exporter/ignore": "true" } }),
    ],
    "/api/v1/resourcequotas": [aged(30, "shop", "quota")],
    "/api/v1/limitranges": [aged(30, "shop", "limits"), aged(30, "temp", "limits")],
    "/api/v1/configmaps": [
      aged(9, "shop", "used"),
      aged(9, "shop", "old-config"),
      aged(0, "shop", "just-made"),
      aged(9, "shop", "kept", { annotations: { "k8s-image-availability-exporter/ignore": "true" } }),
      aged(9, "quiet", "unused"),
      aged(9, "kube-system", "unused"),
    ],
    "/api/v1/secrets": [
      secret("used"),
      secret("wildcard"),
      secret("old-password"),
      secret("release", "helm.sh/release.v1"),
      secret("token", "kubernetes.io/service-account-token", {
        annotations: { "kubernetes.io/service-account.name": "robot" },
      }),
    ],
    "/api/v1/serviceaccounts": [
      aged(9, "shop", "web"),
      aged(9, "shop", "robot"),
      aged(9, "shop", "idle"),
      aged(9, "shop", "default"),
    ],
    "/api/v1/pods": [{ ...aged(1, "shop", "web-1"), spec: podSpec }],
    "/api/v1/persistentvolumeclaims": [
      aged(9, "shop", "mounted"),
      aged(9, "shop", "data-db-0"),
      aged(9, "shop", "lost"),
      aged(9, "shop", "scaled-down"),
      aged(9, "shop", "cache"),
    ],
    "/apis/apps/v1/statefulsets": [
      {
        ...aged(9, "shop", "db"),
        spec: {
          volumeClaimTemplates: [{ metadata: { name: "data" } }],
          template: {
            metadata: { labels: { application: "db" } },
            spec: { volumes: [{ name: "c", persistentVolumeClaim: { claimName: "cache" } }] },
          },
        },
      },
    ],
    "/apis/apps/v1/deployments": [
      {
        ...aged(9, "shop", "web"),
        spec: {
          revisionHistoryLimit: 50,
          template: { metadata: { labels: { application: "web" } }, spec: podSpec },
        },
      },
      {
        ...aged(9, "shop", "pr-12"),
        spec: {
          revisionHistoryLimit: 10,
          template: {
            spec: { volumes: [{ name: "v", persistentVolumeClaim: { claimName: "scaled-down" } }] },
          },
        },
      },
      {
        ...aged(9, "shop", "preview", {
          annotations: { "janitor/expires": "2020-01-17", "janitor/ttl": "forever" },
        }),
        spec: { template: {} },
      },
      { ...aged(9, "shop", "typo", { annotations: { "janitor/ttl": "1 week" } }), spec: { template: {} } },
    ],
    "/apis/batch/v1/jobs": [
      { ...aged(9, "shop", "import"), spec: {}, ...over },
      { ...aged(9, "shop", "migrate"), spec: {} },
      { ...aged(9, "shop", "tidy"), spec: { ttlSecondsAfterFinished: 60 }, ...over },
      {
        ...aged(9, "shop", "nightly-1", { ownerReferences: [{ kind: "CronJob", name: "nightly" }] }),
        spec: {},
        ...over,
      },
    ],
    "/apis/rbac.authorization.k8s.io/v1/roles": [
      aged(9, "shop", "reader"),
      aged(9, "shop", "--all;rm -rf '~'"),
    ],
    "/apis/rbac.authorization.k8s.io/v1/rolebindings": [
      { ...aged(9, "shop", "reads"), ...roleRef("reader") },
      { ...aged(9, "shop", "views"), ...roleRef("view", "ClusterRole") },
      { ...aged(9, "shop", "dangling"), ...roleRef("gone") },
    ],
    "/apis/rbac.authorization.k8s.io/v1/clusterroles": [aged(30, "", "view")],
    "/apis/gateway.example.com/v1/gateways": [
      { ...aged(9, "edge", "gw"), spec: { tls: [{ name: "wildcard", namespace: "shop" }] } },
    ],
  };
}

/** kube-janitor's own example of a rules file, with two rules more. */
export const RULES = `
rules:
- id: require-application-label
  resources: [deployments, statefulsets]
  jmespath: "!(spec.template.metadata.labels.application)"
  ttl: 4d
- id: temporary-pr-deployments
  resources: [deployments]
  jmespath: "starts_with(metadata.name, 'pr-')"
  ttl: 4h
- id: temp-namespace-cleanup
  resources: ["*"]
  jmespath: "metadata.namespace == 'temp'"
  ttl: 3d
- id: require-foo-label-april-2019
  resources: [deployments, statefulsets]
  jmespath: "!(spec.template.metadata.labels.foo) && metadata.creationTimestamp > '2019-04-01'"
  ttl: 52w
- id: remove-unused-pvcs
  resources: [persistentvolumeclaims]
  jmespath: "_context.pvc_is_not_mounted && _context.pvc_is_not_referenced"
  ttl: 4d
`;

/** What must never be printed. */
export const SECRET_TEXT = PASSWORD;

/** What kube-janitor's own newest code (of October 2020) would delete of it by these rules: recorded. */
export const EXPIRED = [
  "Deployment shop/pr-12",
  "Deployment shop/preview",
  "LimitRange temp/limits",
  "Namespace /temp",
  "PersistentVolumeClaim shop/cache",
  "PersistentVolumeClaim shop/lost",
].map((object) => `expired ${object}`);
