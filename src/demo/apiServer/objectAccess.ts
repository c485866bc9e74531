import { getOrMake } from "../../collections/getOrMake.ts";
import type { ApiObject, ObjectName } from "./apiObject.ts";
import type { ObjectTable } from "./objectTable.ts";
import { createObject, deleteObject, patchObject, updateObject, type WriteContext } from "./objectWrites.ts";
import { apiVersionOf } from "./resource.ts";
import { objectKey, parseObject, type StoredObject } from "./storedObject.ts";

/**
 * Reads and writes a server's objects without HTTP, as whoever runs it: users, controllers and the kubelet in one, so
 * the status may be written along with the rest.
 */
export interface ObjectAccess {
  /** The object as stored. @throws ApiError as the HTTP request would be answered */
  create(object: ApiObject): ApiObject;
  /** Creates many objects, without reading each back. @throws ApiError at the first that cannot be */
  createAll(objects: Iterable<ApiObject>): void;
  /** Undefined where there is none. */
  get(name: ObjectName): ApiObject | undefined;
  /** All objects of a kind, of all namespaces, to be read only. */
  list(kind: string): readonly ApiObject[];
  /** Calls `listener` after each change of any object; the returned function ends that. It must not write itself. */
  subscribe(listener: () => void): () => void;
  /** Replaces an object. @throws ApiError as the HTTP request would be answered */
  update(object: ApiObject): ApiObject;
  /** Applies a merge patch (RFC 7396). @throws ApiError as the HTTP request would be answered */
  patch(name: ObjectName, patch: Readonly<Record<string, unknown>>): ApiObject;
  /** Deletes an object, or marks it where it has finalizers. @throws ApiError as the HTTP request would be answered */
  delete(name: ObjectName): void;
}

export function objectAccess(context: WriteContext): ObjectAccess {
  // Controllers list far more often than anything changes.
  const parsed = new WeakMap<StoredObject, ApiObject>();

  function tableOf(kind: string, apiVersion?: string): ObjectTable {
    const table = context.database
      .tables()
      .find(
        ({ resource }) =>
          resource.kind === kind && (apiVersion === undefined || apiVersionOf(resource) === apiVersion),
      );
    if (table !== undefined) {
      return table;
    }
    throw new Error(`Cannot find the kind ${kind} as one that is served: register its resource first`);
  }

  function create(object: ApiObject): StoredObject {
    const { namespace = "" } = object.metadata;
    return createObject(context, tableOf(object.kind, object.apiVersion), namespace, object, "all");
  }

  return {
    create(object) {
      return parseObject(tableOf(object.kind, object.apiVersion).resource, create(object));
    },
    createAll(objects) {
      for (const object of objects) {
        create(object);
      }
    },
    get({ kind, namespace = "", name }) {
      const table = tableOf(kind);
      const stored = table.get(objectKey(namespace, name));
      return stored && parseObject(table.resource, stored);
    },
    list(kind) {
      const table = tableOf(kind);
      const { keys, from, to, get } = table.range("", "", context.database.revision.current);
      return keys.slice(from, to).flatMap((key) => {
        const stored = get(key);
        return stored === undefined
          ? []
          : [getOrMake(parsed, stored, () => parseObject(table.resource, stored))];
      });
    },
    subscribe(listener) {
      const ends = context.database.tables().map((table) => table.subscribe(listener));
      return () => {
        for (const end of ends) {
          end();
        }
      };
    },
    update(object) {
      const table = tableOf(object.kind, object.apiVersion);
      const { namespace = "", name } = object.metadata;
      return parseObject(table.resource, updateObject(context, table, namespace, name, object, "all"));
    },
    patch({ kind, namespace = "", name }, content) {
      const table = tableOf(kind);
      const patch = { content, type: "merge" } as const;
      return parseObject(table.resource, patchObject(context, table, namespace, name, patch, "all"));
    },
    delete({ kind, namespace = "", name }) {
      deleteObject(context, tableOf(kind), namespace, name);
    },
  };
}
