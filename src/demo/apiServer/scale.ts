import { badRequest } from "./apiError.ts";
import { type ApiObject, isRecord } from "./apiObject.ts";
import type { Resource } from "./resource.ts";
import { fieldAt } from "./storedObject.ts";

const SCALABLE: readonly string[] = ["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"];

/** Whether a resource has the subresource `scale`. */
export function isScalable({ kind, custom }: Pick<Resource, "kind" | "custom">): boolean {
  return !custom && SCALABLE.includes(kind);
}

/** The `Scale` of an object. */
export function scaleOf(object: ApiObject): object {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const labels = fieldAt(object, "spec.selector.matchLabels");
  const selector = isRecord(labels)
    ? Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(",")
    : "";
  return {
    kind: "Scale",
    apiVersion: "autoscaling/v1",
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: fieldAt(object, "spec.replicas") ?? 1 },
    status: { replicas: fieldAt(object, "status.replicas") ?? 0, selector },
  };
}

/**
 * What a write of a `Scale`, whole or as a patch, changes of the object.
 *
 * @throws ApiError 400 where it has no replicas
 */
export function scalePatch(scale: unknown): object {
  const replicas = fieldAt(scale, "spec.replicas");
  if (typeof replicas !== "number" || !Number.isInteger(replicas) || replicas < 0) {
    throw badRequest("spec.replicas: expected a number from 0 on");
  }
  return { spec: { replicas } };
}
