import { type BuiltInWorkload, WORKLOAD_KINDS } from "../../kubernetes/kinds/workloadKinds.ts";

/** A resource that the API server serves. */
export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural in paths, lower case. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Lists of built-in types leave out the items' `kind` and `apiVersion`; lists of custom ones keep them. */
  readonly custom: boolean;
  /** Field selectors besides `metadata.name` and `metadata.namespace`, as dotted paths. */
  readonly selectableFields: readonly string[];
  /** Dotted path of the pod spec, which has to have containers. */
  readonly podSpecPath?: string;
  /** Whether `metadata.generation` counts the changes of what is neither metadata nor status. */
  readonly counted: boolean;
}

/** A custom resource to serve, as its CustomResourceDefinition would name it. */
export interface CustomResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  /** Default: true. */
  readonly namespaced?: boolean;
}

const core = { group: "", version: "v1", namespaced: true, custom: false, counted: false } as const;

/** Field selectors of workloads; most have none. */
const WORKLOAD_FIELDS: Readonly<Partial<Record<BuiltInWorkload, readonly string[]>>> = {
  Pod: ["spec.nodeName", "spec.serviceAccountName", "status.phase"],
  ReplicationController: ["status.replicas"],
  Job: ["status.successful"],
};

/** `kubectl describe` asks for those of an object by them. */
const EVENT_FIELDS = ["kind", "namespace", "name", "uid"].map((field) => `involvedObject.${field}`);

/** What the exporter can watch without any custom resource definition. */
export const BUILT_IN_RESOURCES: readonly Resource[] = [
  {
    ...core,
    resource: "namespaces",
    kind: "Namespace",
    namespaced: false,
    selectableFields: ["status.phase"],
  },
  { ...core, resource: "secrets", kind: "Secret", selectableFields: ["type"] },
  { ...core, resource: "serviceaccounts", kind: "ServiceAccount", selectableFields: [] },
  { ...core, resource: "nodes", kind: "Node", namespaced: false, selectableFields: ["spec.unschedulable"] },
  { ...core, resource: "events", kind: "Event", selectableFields: EVENT_FIELDS },
  {
    ...core,
    group: "apps",
    resource: "controllerrevisions",
    kind: "ControllerRevision",
    selectableFields: [],
  },
  { ...core, resource: "services", kind: "Service", selectableFields: ["spec.clusterIP", "spec.type"] },
  ...Object.entries(WORKLOAD_KINDS).map(([kind, { group, version, resource, templatePath }]) => ({
    ...core,
    group,
    version,
    resource,
    kind,
    selectableFields: WORKLOAD_FIELDS[kind as BuiltInWorkload] ?? [],
    podSpecPath: [...templatePath, "spec"].join("."),
    counted: true,
  })),
];

/** Makes the resource that a custom resource definition would install. */
export function customResource(definition: CustomResource): Resource {
  return { namespaced: true, ...definition, custom: true, selectableFields: [], counted: true };
}

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, version }: Pick<Resource, "group" | "version">): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `secrets`, `deployments.apps`: how messages name a resource. */
export function qualifiedName({ group, resource }: Pick<Resource, "group" | "resource">): string {
  return group === "" ? resource : `${resource}.${group}`;
}
