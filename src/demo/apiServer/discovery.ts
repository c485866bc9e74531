import { apiVersionOf, type Resource } from "./resource.ts";
import { isScalable } from "./scale.ts";

/** What kubectl users type. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  cronjobs: "cj",
  daemonsets: "ds",
  deployments: "deploy",
  events: "ev",
  namespaces: "ns",
  nodes: "no",
  pods: "po",
  replicasets: "rs",
  replicationcontrollers: "rc",
  serviceaccounts: "sa",
  services: "svc",
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
    resources: served.flatMap((resource) => [
      entryOf(resource),
      ...(isScalable(resource) ? [scaleEntry(resource)] : []),
    ]),
  };
}

function entryOf({ resource, kind, namespaced, podSpecPath }: Resource): object {
  return {
    name: resource,
    singularName: kind.toLowerCase(),
    namespaced,
    kind,
    shortNames: [SHORT_NAMES[resource] ?? []].flat(),
    ...((podSpecPath !== undefined || kind === "Service") && { categories: ["all"] }),
    verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  };
}

function scaleEntry({ resource, namespaced }: Resource): object {
  return {
    name: `${resource}/scale`,
    singularName: "",
    namespaced,
    group: "autoscaling",
    version: "v1",
    kind: "Scale",
    verbs: ["get", "patch", "update"],
  };
}

function groupOf(resource: Resource): object {
  const version = { groupVersion: apiVersionOf(resource), version: resource.version };
  return { name: resource.group, versions: [version], preferredVersion: version };
}
