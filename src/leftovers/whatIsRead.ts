import { type ResourceType, resourceName } from "../kubernetes/resourceTypes.ts";

const RBAC_GROUP = "rbac.authorization.k8s.io";

export const RBAC = {
  roles: `roles.${RBAC_GROUP}`,
  bindings: `rolebindings.${RBAC_GROUP}`,
  clusterRoles: `clusterroles.${RBAC_GROUP}`,
  clusterBindings: `clusterrolebindings.${RBAC_GROUP}`,
} as const;

export const CLAIMS = "persistentvolumeclaims";

/** Groups whose fields are known: in what others define, any word may be a name. */
export const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  ...["", "apps", "batch", "autoscaling", "policy", "extensions"],
  ...[
    "admissionregistration",
    "apiextensions",
    "apiregistration",
    "certificates",
    "coordination",
    "discovery",
    "events",
    "networking",
    "node",
    "rbac.authorization",
    "resource",
    "scheduling",
    "storage",
    "storagemigration",
  ].map((group) => `${group}.k8s.io`),
]);

/** Not read at all: there may be millions, and nothing in them says what is needed. kube-janitor leaves them out as well. */
const NOT_READ: ReadonlySet<string> = new Set(["events", "events.events.k8s.io"]);

export const NOT_OF_JANITOR: ReadonlySet<string> = new Set(["controllerrevisions.apps"]);

/** Of these nothing but the metadata is needed, unless a rule asks for more. Of Secrets it is never more. */
const METADATA_ONLY: ReadonlySet<string> = new Set([
  "configmaps",
  "endpoints",
  "endpointslices.discovery.k8s.io",
  "leases.coordination.k8s.io",
]);

/** Kinds of the cluster itself that name something in annotations, such as whose authority is to be put in them. */
const ANNOTATED: ReadonlySet<string> = new Set([
  "apiservices.apiregistration.k8s.io",
  "customresourcedefinitions.apiextensions.k8s.io",
  "mutatingwebhookconfigurations.admissionregistration.k8s.io",
  "validatingwebhookconfigurations.admissionregistration.k8s.io",
]);

/** Kinds of the cluster itself that refer to something in a namespace. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set([
  "namespaces",
  RBAC.clusterRoles,
  RBAC.clusterBindings,
  "persistentvolumes",
  "storageclasses.storage.k8s.io",
  "ingressclasses.networking.k8s.io",
  ...ANNOTATED,
]);

/** What has to be known before what refers to it, in this order. */
const FIRST: readonly string[] = ["namespaces", "configmaps", "secrets", "serviceaccounts", RBAC.roles];

/** The kinds that are listed, in their order: what may be referred to, what refers to it, and claims once it is known who uses them. */
export function typesToRead(types: readonly ResourceType[]): readonly ResourceType[] {
  const rank = (type: ResourceType) => {
    const name = resourceName(type);
    const first = FIRST.indexOf(name);
    return name === CLAIMS ? FIRST.length + 1 : first < 0 ? FIRST.length : first;
  };
  return types
    .filter((type) => {
      const name = resourceName(type);
      const isKnown = type.namespaced || !BUILT_IN_GROUPS.has(type.group) || OF_THE_CLUSTER.has(name);
      return isKnown && !NOT_READ.has(name);
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

/** Whether the API server is to leave out all but the metadata. */
export function isMetadataEnough(type: ResourceType, askedFor: (plural: string) => boolean): boolean {
  const name = resourceName(type);
  return name === "secrets" || ANNOTATED.has(name) || (METADATA_ONLY.has(name) && !askedFor(type.plural));
}

const REFERS_TO_NOTHING: ReadonlySet<string> = new Set([
  ...METADATA_ONLY,
  ...["namespaces", "secrets", "resourcequotas", "limitranges", CLAIMS],
  ...[
    "networkpolicies.networking.k8s.io",
    "poddisruptionbudgets.policy",
    "horizontalpodautoscalers.autoscaling",
  ],
]);

/** Whether objects of a kind may refer to a ConfigMap, Secret or ServiceAccount. */
export function mayRefer(resource: string): boolean {
  return !REFERS_TO_NOTHING.has(resource);
}

/**
 * Secrets that Kubernetes and Helm keep for themselves are no one's to refer to: the API server leaves them out, of the
 * others it tells no more than names.
 */
export const SECRETS_OF_NOTE = [
  "kubernetes.io/service-account-token",
  "bootstrap.kubernetes.io/token",
  "helm.sh/release.v1",
]
  .map((type) => `type!=${type}`)
  .join(",");
