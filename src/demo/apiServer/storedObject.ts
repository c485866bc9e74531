import { type ApiObject, isRecord, type ObjectMeta } from "./apiObject.ts";
import { apiVersionOf, type Resource } from "./resource.ts";

/**
 * One version of an object, never changed. Kept as JSON text, so that a list of 100,000 of them is a join of strings.
 */
export interface StoredObject {
  /** `namespace/name`, or the name alone; its order is the order of lists. */
  readonly key: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: number;
  readonly labels: Readonly<Record<string, string>>;
  /** What field selectors can see. */
  readonly fields: Readonly<Record<string, string>>;
  /** JSON text of `metadata`. */
  readonly metadata: string;
  /** JSON text of all fields but apiVersion, kind, metadata and status, each with a comma before it. */
  readonly spec: string;
  /** `,"status":…`, or nothing. */
  readonly status: string;
}

const NO_LABELS: Readonly<Record<string, string>> = {};

export function objectKey(namespace: string, name: string): string {
  return namespace === "" ? name : `${namespace}/${name}`;
}

/** Renders a complete object as the version `resourceVersion`. */
export function storeObject(resource: Resource, object: ApiObject, resourceVersion: number): StoredObject {
  const { apiVersion, kind, metadata, status, ...spec } = object;
  const { name, namespace = "", labels = NO_LABELS } = metadata;
  const fields: Record<string, string> = { "metadata.name": name, "metadata.namespace": namespace };
  for (const path of resource.selectableFields) {
    const value = fieldAt(object, path);
    if (value !== undefined) {
      fields[path] = String(value);
    }
  }
  const specText = JSON.stringify(spec);
  return {
    key: objectKey(namespace, name),
    namespace,
    name,
    resourceVersion,
    labels,
    fields,
    metadata: JSON.stringify(withVersion(metadata, resourceVersion)),
    spec: specText === "{}" ? "" : `,${specText.slice(1, -1)}`,
    status: status === undefined ? "" : `,"status":${JSON.stringify(status)}`,
  };
}

/** The same object, told as of another resourceVersion: what DELETED events carry. */
export function atVersion(stored: StoredObject, resourceVersion: number): StoredObject {
  const metadata: ObjectMeta = JSON.parse(stored.metadata);
  return { ...stored, resourceVersion, metadata: JSON.stringify(withVersion(metadata, resourceVersion)) };
}

function withVersion(metadata: ObjectMeta, resourceVersion: number): ObjectMeta {
  // The keys of the real server come in this order; the rest follows.
  const { name, namespace, uid, generation, creationTimestamp, resourceVersion: _, ...rest } = metadata;
  return {
    name,
    ...((namespace ?? "") !== "" && { namespace }),
    ...(uid !== undefined && { uid }),
    resourceVersion: String(resourceVersion),
    ...(generation !== undefined && { generation }),
    ...(creationTimestamp !== undefined && { creationTimestamp }),
    ...rest,
  };
}

/** The object's JSON text. */
export function objectText(resource: Resource, stored: StoredObject): string {
  const type = `"kind":"${resource.kind}","apiVersion":"${apiVersionOf(resource)}"`;
  return `{${type},"metadata":${stored.metadata}${stored.spec}${stored.status}}`;
}

/** The object's JSON text inside a list, where built-in types carry neither kind nor apiVersion. */
export function itemText(resource: Resource, stored: StoredObject): string {
  if (resource.custom) {
    return objectText(resource, stored);
  }
  return `{"metadata":${stored.metadata}${stored.spec}${stored.status}}`;
}

/** The object's metadata as a `PartialObjectMetadata`. */
export function partialText(stored: StoredObject): string {
  return `{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":${stored.metadata}}`;
}

/** The stored object as JSON values, which the caller owns. */
export function parseObject(resource: Resource, stored: StoredObject): ApiObject {
  return JSON.parse(objectText(resource, stored));
}

/** The value at a dotted path, undefined where the path leads nowhere. */
export function fieldAt(object: unknown, path: string): unknown {
  let value = object;
  for (const key of path.split(".")) {
    if (!isRecord(value)) {
      return undefined;
    }
    value = value[key];
  }
  return value;
}
