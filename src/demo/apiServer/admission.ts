import { ApiError, badRequest, notFound, objectDetails } from "./apiError.ts";
import { type ApiObject, isRecord, type ObjectMeta } from "./apiObject.ts";
import type { Database } from "./database.ts";
import type { ObjectTable } from "./objectTable.ts";
import { apiVersionOf } from "./resource.ts";

/**
 * Which part of an object a write may change, as the real server splits them: the main resource leaves the status
 * alone, the `status` subresource everything else. `all` is for the demo itself, which plays users and controllers.
 */
export type WriteScope = "main" | "status" | "all";

/** Takes from the previous version what a write of this scope cannot change. */
export function keepServersFields(previous: ApiObject, object: ApiObject, scope: WriteScope): ApiObject {
  if (scope === "status") {
    const { status, ...rest } = previous;
    return { ...rest, ...(object.status !== undefined && { status: object.status }) } as ApiObject;
  }
  const { uid, generation, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds } =
    previous.metadata;
  const kept = { uid, generation, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds };
  const metadata = {
    ...object.metadata,
    ...Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
  } as ObjectMeta;
  const { status, ...rest } = object;
  const keptStatus = scope === "main" ? previous.status : status;
  return { ...rest, metadata, ...(keptStatus !== undefined && { status: keptStatus }) } as ApiObject;
}

const ROLLING = { type: "RollingUpdate" };
const DEFAULT_SPECS: Readonly<Record<string, object>> = {
  Deployment: { replicas: 1, strategy: ROLLING },
  ReplicaSet: { replicas: 1 },
  StatefulSet: { replicas: 1, updateStrategy: ROLLING },
  DaemonSet: { updateStrategy: ROLLING },
};

/** What the server fills in where the exporter or a selector would see it. */
export function withDefaults(object: ApiObject): ApiObject {
  if (object.kind === "Namespace") {
    const { metadata } = object;
    return {
      ...object,
      metadata: {
        ...metadata,
        labels: { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name },
      },
      spec: { finalizers: ["kubernetes"] },
      status: object.status ?? { phase: "Active" },
    };
  }
  if (object.kind === "Secret") {
    const { stringData, ...secret } = object;
    const data = isRecord(stringData)
      ? {
          data: {
            ...(isRecord(object.data) ? object.data : {}),
            ...Object.fromEntries(
              Object.entries(stringData).map(([key, text]) => [key, base64(String(text))]),
            ),
          },
        }
      : {};
    return { ...secret, ...data, type: (object.type ?? "") === "" ? "Opaque" : object.type } as ApiObject;
  }
  const defaults = DEFAULT_SPECS[object.kind];
  if (defaults !== undefined && isRecord(object.spec)) {
    return { ...object, spec: { ...defaults, ...object.spec } };
  }
  if (object.kind === "Pod" && object.status === undefined) {
    return { ...object, status: { phase: "Pending" } };
  }
  return object;
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

/**
 * Reads an object as a request sends it, and puts it into the request's namespace.
 *
 * @throws ApiError 400
 */
export function readObject({ resource }: ObjectTable, namespace: string, input: unknown): ApiObject {
  if (!isRecord(input)) {
    throw badRequest("the object provided is unrecognized: not a JSON object");
  }
  const { apiVersion = apiVersionOf(resource), kind = resource.kind, metadata, ...rest } = input;
  if (kind !== resource.kind || apiVersion !== apiVersionOf(resource)) {
    throw badRequest(`${kind} in version "${apiVersion}" cannot be handled as a ${resource.kind}`);
  }
  const { name, ...meta } = isRecord(metadata) ? metadata : {};
  if (typeof name !== "string" || name === "") {
    throw badRequest(`name is required: the object provided has none`);
  }
  if (meta.namespace !== undefined && meta.namespace !== namespace && resource.namespaced) {
    throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
  }
  return {
    apiVersion,
    kind,
    metadata: { ...meta, name, ...(resource.namespaced && { namespace }) },
    ...rest,
  } as ApiObject;
}

/**
 * Refuses to create what its namespace cannot hold.
 *
 * @throws ApiError 404 where there is none, 403 where it is being deleted
 */
export function requireNamespace(
  database: Database,
  { resource }: ObjectTable,
  { metadata }: ApiObject,
): void {
  if (!resource.namespaced) {
    return;
  }
  const { namespace = "", name } = metadata;
  const namespaces = database.find("", "v1", "namespaces");
  const found = namespaces?.get(namespace);
  if (found === undefined) {
    throw notFound({ group: "", resource: "namespaces" }, namespace);
  }
  if (!found.metadata.includes('"deletionTimestamp"')) {
    return;
  }
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  throw new ApiError(403, "Forbidden", `${resource.resource} "${name}" is forbidden: ${why}`, {
    details: objectDetails(resource, name),
  });
}
