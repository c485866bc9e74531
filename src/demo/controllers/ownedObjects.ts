import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type ApiObject, isRecord } from "../apiServer/apiObject.ts";
import { applyPatch } from "../apiServer/mergePatch.ts";
import type { ObjectAccess } from "../apiServer/objectAccess.ts";
import { fieldAt } from "../apiServer/storedObject.ts";

/** Set on pods and what makes them: which template they are of. */
export const HASH_LABELS = { ReplicaSet: "pod-template-hash", Pod: "controller-revision-hash" } as const;

/** The reference by which an object is known to be another's. */
export function ownerReference({ apiVersion, kind, metadata: { name, uid } }: ApiObject): object {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

/** The reference to the object that controls another; undefined where nothing does. */
export function controllerOf({
  metadata,
}: ApiObject): { readonly apiVersion: string; readonly kind: string; readonly uid: string } | undefined {
  const references = Array.isArray(metadata.ownerReferences) ? metadata.ownerReferences : [];
  return references.find((reference) => reference.controller === true);
}

export function ownedBy(
  { metadata: { uid } }: ApiObject,
  objects: readonly ApiObject[],
): readonly ApiObject[] {
  return objects.filter((object) => controllerOf(object)?.uid === uid);
}

/** Writes what is not so yet, as a merge patch. @throws ApiError where the server refuses it */
export function ensure(
  server: ObjectAccess,
  object: ApiObject,
  patch: Readonly<Record<string, unknown>>,
): void {
  if (!isDeepStrictEqual(applyPatch(object, patch, "merge"), object)) {
    const {
      kind,
      metadata: { namespace = "", name },
    } = object;
    server.patch({ kind, namespace, name }, patch);
  }
}

/** The number at a dotted path, 0 where there is none. */
export function numberAt(object: ApiObject, path: string): number {
  const value = fieldAt(object, path);
  return typeof value === "number" ? value : 0;
}

/** Sum of the numbers at a dotted path. */
export function sumOf(objects: readonly ApiObject[], path: string): number {
  return objects.reduce((sum, object) => sum + numberAt(object, path), 0);
}

/** The label of an object. */
export function labelOf(object: ApiObject, name: string): string | undefined {
  return object.metadata.labels?.[name];
}

/** Whether all containers of a pod run. */
export function isReady(pod: ApiObject): boolean {
  const conditions = fieldAt(pod, "status.conditions");
  return (
    Array.isArray(conditions) && conditions.some(({ type, status }) => type === "Ready" && status === "True")
  );
}

/**
 * Ten digits that are the same for templates that mean the same: clients write empty fields or leave them out, in any
 * order, and a roll-back brings the template of a ReplicaSet without the label that the controller put there.
 */
export function templateHash(template: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(meaningOf(template) ?? null))
    .digest("hex")
    .slice(0, 10);
}

function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? undefined : value.map((item) => meaningOf(item) ?? null);
  }
  if (!isRecord(value)) {
    return value === null || value === "" || value === false ? undefined : value;
  }
  const entries = Object.entries(value)
    .filter(([key]) => key !== HASH_LABELS.ReplicaSet)
    .map(([key, inner]) => [key, meaningOf(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
