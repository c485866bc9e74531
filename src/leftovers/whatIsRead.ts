import { type ResourceType, resourceName } from "../kubernetes/resourceTypes.ts";

const RBAC_GROUP = "rbac.authorization.k8s.io";

export const RBAC = {
  roles: `roles.${RBAC_GROUP}`,
  bindings: `rolebindings.${RBAC_GROUP}`,
  clusterRoles: `clusterroles.${RBAC_GROUP}`,
  clusterBindings: `clusterrolebindings.${RBAC_GROUP}`,
} as const;

export const CLAIMS = "persistentvolumeclaims";
export const STORAGE_CLASSES = "storageclasses.storage.k8s.io";

/** Kinds of the cluster itself that name something in annotations, such as whose authority is to be put in them. */
const ANNOTATED: ReadonlySet<string> = new Set([
  "apiservices.apiregistration.k8s.io",
  "customresourcedefinitions.apiextensions.k8s.io",
  "mutatingwebhookconfigurations.admissionregistration.k8s.io",
  "validatingwebhookconfigurations.admissionregistration.k8s.io",
]);

/**
 * Kinds whose fields are known: in all others any word may be a name, also in those that Kubernetes itself may have one day.
 */
const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...[
    "configmaps",
    "endpoints",
    "limitranges",
    "namespaces",
    CLAIMS,
    "persistentvolumes",
    "pods",
    "podtemplates",
  ],
  ...["replicationcontrollers", "resourcequotas", "secrets", "serviceaccounts", "services"],
  ...["controllerrevisions", "daemonsets", "deployments", "replicasets", "statefulsets"].map(
    (each) => `${each}.apps`,
  ),
  ...["cronjobs.batch", "horizontalpodautoscalers.autoscaling", "jobs.batch", "poddisruptionbudgets.policy"],
  ...["ingressclasses", "ingresses", "networkpolicies"].map((each) => `${each}.networking.k8s.io`),
  ...["endpointslices.discovery.k8s.io", "leases.coordination.k8s.io", STORAGE_CLASSES],
  ...Object.values(RBAC),
  ...ANNOTATED,
]);

/** Whether it is known what each field of a kind means. */
export function areFieldsKnown(type: ResourceType): boolean {
  return KNOWN_FIELDS.has(resourceName(type));
}

/**
 * Not read at all: there may be millions of events, which kube-janitor leaves out as well; the others are what components write
 * of nodes and addresses.
 */
const NOT_READ: ReadonlySet<string> = new Set([
  ...["events", "events.events.k8s.io", "nodes", "componentstatuses", "csinodes.storage.k8s.io"],
  ...["resourceslices.resource.k8s.io", "ipaddresses.networking.k8s.io"],
  "certificatesigningrequests.certificates.k8s.io",
]);

export const NOT_OF_JANITOR: ReadonlySet<string> = new Set(["controllerrevisions.apps"]);

/** Of these nothing but the metadata is needed, unless a rule asks for more. Of Secrets it is never more. */
const METADATA_ONLY: ReadonlySet<string> = new Set([
  "configmaps",
  "endpoints",
  "endpointslices.discovery.k8s.io",
  "leases.coordination.k8s.io",
]);

/** What has to be known before what refers to it, in this order. */
export const FIRST: readonly string[] = [
  "namespaces",
  "configmaps",
  "secrets",
  "serviceaccounts",
  RBAC.roles,
];

/** The kinds that are listed, in their order: what may be referred to, what refers to it, and claims once it is known who uses them. */
export function typesToRead(types: readonly ResourceType[]): readonly ResourceType[] {
  const rank = (type: ResourceType) => {
    const name = resourceName(type);
    const first = FIRST.indexOf(name);
    return name === CLAIMS ? FIRST.length + 1 : first < 0 ? FIRST.length : first;
  };
  return types.filter((type) => !NOT_READ.has(resourceName(type))).toSorted((a, b) => rank(a) - rank(b));
}

/** Whether the API server is to leave out all but the metadata. */
export function isMetadataEnough(type: ResourceType, askedFor: (plural: string) => boolean): boolean {
  const name = resourceName(type);
  return name === "secrets" || ANNOTATED.has(name) || (METADATA_ONLY.has(name) && !askedFor(type.plural));
}

/**
 * Whether what cannot be read of a kind may refer to a ConfigMap, Secret or ServiceAccount: any object may in its annotations. Of
 * ConfigMaps and Secrets, those of the other kind are not counted on.
 */
export function mayRefer(resource: string): boolean {
  return resource !== "configmaps" && resource !== "secrets";
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
