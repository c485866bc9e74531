import { apiVersionOf, type Resource } from "./resource.ts";

/**
 * As much of OpenAPI 3 as tells kubectl that the server validates by itself: the parameter `fieldValidation` of writes.
 * Undefined for all other paths.
 */
export function openApiDocument(path: string, resources: readonly Resource[]): object | undefined {
  const [, root, asked] = /^(\/openapi\/v3)(?:\/(.+))?$/.exec(path) ?? [];
  if (root === undefined) {
    return undefined;
  }
  const groups = Map.groupBy(resources, (resource) => {
    const version = apiVersionOf(resource);
    return resource.group === "" ? `api/${version}` : `apis/${version}`;
  });
  if (asked === undefined) {
    const paths = [...groups.keys()].map(
      (group) => [group, { serverRelativeURL: `${root}/${group}` }] as const,
    );
    return { paths: Object.fromEntries(paths) };
  }
  const served = groups.get(asked);
  return (
    served && {
      openapi: "3.0.0",
      info: { title: "Kubernetes", version: "v1.35.4" },
      paths: Object.fromEntries(
        served.map((resource) => [`/${asked}/${pathOf(resource)}`, writes(resource)]),
      ),
    }
  );
}

function pathOf({ namespaced, resource }: Resource): string {
  return namespaced ? `namespaces/{namespace}/${resource}/{name}` : `${resource}/{name}`;
}

function writes({ group, version, kind }: Resource): object {
  const operation = {
    "x-kubernetes-group-version-kind": { group, version, kind },
    parameters: [{ name: "fieldValidation", in: "query", schema: { type: "string", uniqueItems: true } }],
    responses: {},
  };
  return { patch: operation, put: operation };
}
