import type { ApiClient } from "./apiClient.ts";

/** All that the exporter reads, by default: API group and resource. */
export const readResources = [
  ["apps", "deployments"],
  ["apps", "statefulsets"],
  ["apps", "daemonsets"],
  ["batch", "cronjobs"],
  ["", "secrets"],
  ["", "serviceaccounts"],
  ["", "namespaces"],
] as const;

/** What it reads besides where `config.hygiene` is on. */
export const hygieneResources = [
  ["", "pods"],
  ["", "services"],
] as const;

const allResources = [...readResources, ...hygieneResources];
export type ReadResource = (typeof allResources)[number][1];

const rbac = "/apis/rbac.authorization.k8s.io/v1";

/** Rules that let somebody list and watch these resources, and do nothing else. */
export const readRules = (resources: readonly ReadResource[]): readonly object[] =>
  allResources
    .filter(([, resource]) => resources.includes(resource))
    .map(([apiGroup, resource]) => ({
      apiGroups: [apiGroup],
      resources: [resource],
      verbs: ["list", "watch"],
    }));

export interface Grant {
  readonly serviceAccount: { readonly namespace: string; readonly name: string };
  /** Where it holds; everywhere when left out. */
  readonly namespace?: string;
  readonly resources: readonly ReadResource[];
}

/** Makes a Role or ClusterRole of the ServiceAccount's name, and binds it to that. */
export async function grant(
  client: ApiClient,
  { serviceAccount, namespace, resources }: Grant,
): Promise<void> {
  const { name } = serviceAccount;
  const [scope, kind] = namespace === undefined ? ["", "ClusterRole"] : [`/namespaces/${namespace}`, "Role"];
  const collection = (suffix: string) => `${rbac}${scope}/${kind.toLowerCase()}${suffix}`;
  await client.create(collection("s"), { metadata: { name }, rules: readRules(resources) });
  await client.create(collection("bindings"), {
    metadata: { name },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name },
    subjects: [{ kind: "ServiceAccount", ...serviceAccount }],
  });
}

/** Changes what a ClusterRole made by `grant` lets its ServiceAccount read. */
export async function regrant(
  client: ApiClient,
  name: string,
  resources: readonly ReadResource[],
): Promise<void> {
  await client.patch(`${rbac}/clusterroles/${name}`, { rules: readRules(resources) });
}

/** Makes a ServiceAccount. */
export async function createServiceAccount(
  client: ApiClient,
  namespace: string,
  name: string,
): Promise<void> {
  await client.create(`/api/v1/namespaces/${namespace}/serviceaccounts`, { metadata: { name } });
}
