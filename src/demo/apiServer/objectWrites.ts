import { randomUUID } from "node:crypto";
import type { Clock } from "../../time/clock.ts";
import {
  keepServersFields,
  readObject,
  requireNamespace,
  type WriteScope,
  withDefaults,
} from "./admission.ts";
import { type ApiError, alreadyExists, badRequest, conflict, notFound } from "./apiError.ts";
import { type ApiObject, isRecord } from "./apiObject.ts";
import type { Database } from "./database.ts";
import { applyJsonPatch } from "./jsonPatch.ts";
import { applyPatch } from "./mergePatch.ts";
import type { ObjectTable } from "./objectTable.ts";
import type { PatchType } from "./requestBody.ts";
import { objectKey, parseObject, type StoredObject, storeObject } from "./storedObject.ts";
import { validate } from "./validation.ts";

export interface WriteContext {
  readonly database: Database;
  readonly clock: Clock;
}

/** @throws ApiError 400, 403, 404, 409, 422 */
export function createObject(
  { database, clock }: WriteContext,
  table: ObjectTable,
  namespace: string,
  input: unknown,
  scope: WriteScope,
): StoredObject {
  const { resource } = table;
  const object = readObject(table, namespace, input);
  requireNamespace(database, table, object);
  const { metadata, status, ...rest } = object;
  const { resourceVersion, deletionTimestamp, ...given } = metadata;
  const created = withDefaults({
    ...rest,
    metadata: {
      ...given,
      uid: randomUUID(),
      ...(resource.counted && { generation: 1 }),
      creationTimestamp: timestamp(clock),
    },
    ...(scope === "all" && status !== undefined && { status }),
  });
  validate(resource, created, undefined);
  const key = objectKey(namespace, metadata.name);
  if (table.get(key) !== undefined) {
    throw alreadyExists(resource, metadata.name);
  }
  return table.put(key, (version) => storeObject(resource, created, version));
}

/** @throws ApiError 400, 404, 409, 422 */
export function updateObject(
  context: WriteContext,
  table: ObjectTable,
  namespace: string,
  name: string,
  input: unknown,
  scope: WriteScope,
): StoredObject {
  const object = readObject(table, namespace, input);
  if (object.metadata.name !== name) {
    throw wrongName(object.metadata.name, name);
  }
  return replace(context, table, existing(table, namespace, name), object, scope);
}

/** @throws ApiError 400, 404, 409, 422 */
export function patchObject(
  context: WriteContext,
  table: ObjectTable,
  namespace: string,
  name: string,
  patch: { readonly content: unknown; readonly type: PatchType },
  scope: WriteScope,
): StoredObject {
  const stored = existing(table, namespace, name);
  const before = parseObject(table.resource, stored);
  const object = readObject(table, namespace, patched(before, patch));
  if (object.metadata.name !== name) {
    throw wrongName(object.metadata.name, name);
  }
  return replace(context, table, stored, object, scope);
}

/**
 * Deletes an object; one with finalizers is only marked, until they are gone. A namespace takes its content along at
 * once, which a controller does in a real cluster.
 *
 * @returns the object as it stays (marked) or undefined
 * @throws ApiError 404
 */
export function deleteObject(
  { database, clock }: WriteContext,
  table: ObjectTable,
  namespace: string,
  name: string,
): StoredObject | undefined {
  const { resource } = table;
  const stored = existing(table, namespace, name);
  const object = parseObject(resource, stored);
  if (object.metadata.finalizers?.length) {
    if ((object.metadata.deletionTimestamp ?? "") !== "") {
      return stored;
    }
    const marked: ApiObject = {
      ...object,
      metadata: {
        ...object.metadata,
        deletionTimestamp: timestamp(clock),
        deletionGracePeriodSeconds: 0,
      },
    };
    return table.put(stored.key, (version) => storeObject(resource, marked, version));
  }
  if (resource.kind === "Namespace") {
    for (const content of database.tables()) {
      if (!content.resource.namespaced) {
        continue;
      }
      const { keys, from, to } = content.range(name, "", database.revision.current);
      for (const key of keys.slice(from, to)) {
        content.remove(key);
      }
    }
  }
  table.remove(stored.key);
  return undefined;
}

function replace(
  { database }: WriteContext,
  table: ObjectTable,
  stored: StoredObject,
  object: ApiObject,
  scope: WriteScope,
): StoredObject {
  const { resource } = table;
  const previous = parseObject(resource, stored);
  const { resourceVersion } = object.metadata;
  if (resourceVersion !== undefined && resourceVersion !== String(stored.resourceVersion)) {
    throw conflict(resource, stored.name);
  }
  const merged = withDefaults(keepServersFields(previous, object, scope));
  validate(resource, merged, previous);

  let next = storeObject(resource, merged, stored.resourceVersion);
  const changed = next.spec !== stored.spec;
  // A write that changes nothing is none: no new resourceVersion, no event.
  if (!changed && next.metadata === stored.metadata && next.status === stored.status) {
    return stored;
  }
  const { metadata } = merged;
  if ((metadata.deletionTimestamp ?? "") !== "" && (metadata.finalizers ?? []).length === 0) {
    table.remove(stored.key);
    return { ...next, resourceVersion: database.revision.current };
  }
  const generation = (previous.metadata.generation ?? 0) + 1;
  const final = changed && resource.counted ? { ...merged, metadata: { ...metadata, generation } } : merged;
  next = table.put(stored.key, (version) => storeObject(resource, final, version));
  return next;
}

function patched(
  object: ApiObject,
  { content, type }: { readonly content: unknown; readonly type: PatchType },
): unknown {
  if (type === "json") {
    return applyJsonPatch(object, content);
  }
  if (!isRecord(content)) {
    throw badRequest("error decoding patch: not a JSON object");
  }
  return applyPatch(object, content, type);
}

function existing(table: ObjectTable, namespace: string, name: string): StoredObject {
  const stored = table.get(objectKey(namespace, name));
  if (stored === undefined) {
    throw notFound(table.resource, name);
  }
  return stored;
}

function wrongName(given: string, inPath: string): ApiError {
  return badRequest(`the name of the object (${given}) does not match the name on the URL (${inPath})`);
}

/** Times of objects have whole seconds. */
function timestamp(clock: Clock): string {
  return `${new Date(clock.now()).toISOString().slice(0, 19)}Z`;
}
