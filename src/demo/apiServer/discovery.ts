import { apiVersionOf, type Resource } from "./resource.ts";

/** What kubectl users type. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  cronjobs: "cj",
  daemonsets: "ds",
  deployments: "deploy",
  namespaces: "ns",
  pods: "po",
  replicasets: "rs",
  replicationcontrollers: "rc",
  serviceaccounts: "sa",
  statefulsets: "sts",
};

/**
 * Answers the paths that tell clients like kubectl what the server is and serves; undefined for all others.
 * See https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 */
export function discoveryDocument(path: string, resources: readonly Resource[]): object | string | undefined {
  if (["/healthz", "/livez", "/readyz"].includes(path)) {
    return "ok";
  }
  if (path === "/version") {
    return { major: "1", minor: "35", gitVersion: "v1.35.4+demo", platform: "nodejs" };
  }
  if (path === "/api") {
    return { kind: "APIVersions", versions: ["v1"] };
  }
  if (path === "/apis") {
    const groups = new Map<string, Resource>();
    for (const resource of resources) {
      if (resource.group !== "") {
        groups.set(resource.group, resource);
      }
    }
    return { kind: "APIGroupList", apiVersion: "v1", groups: [...groups.values()].map(groupOf) };
  }
  const groupVersion = /^\/(?:api|apis\/([^/]+))\/([^/]+)$/.exec(path);
  if (groupVersion === null) {
    return undefined;
  }
  const [, group = "", version] = groupVersion;
  const served = resources.filter((resource) => resource.group === group && resource.version === version);
  if (served.length === 0) {
    return undefined;
  }
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: `${group && `${group}/`}${version}`,
    resources: served.map(({ resource, kind, namespaced }) => ({
      name: resource,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      shortNames: [SHORT_NAMES[resource] ?? []].flat(),
      verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
    })),
  };
}

function groupOf(resource: Resource): object {
  const version = { groupVersion: apiVersionOf(resource), version: resource.version };
  return { name: resource.group, versions: [version], preferredVersion: version };
}
