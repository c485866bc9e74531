import { acceptedDetail } from "./accept.ts";
import { notFound, objectDetails, type Status, unknownResource } from "./apiError.ts";
import { listText } from "./list.ts";
import type { ObjectTable } from "./objectTable.ts";
import { createObject, deleteObject, patchObject, updateObject, type WriteContext } from "./objectWrites.ts";
import { type IncomingBody, jsonBody, objectBody, patchStyle } from "./requestBody.ts";
import type { RequestTarget } from "./requestTarget.ts";
import { objectKey, objectText, partialText, type StoredObject } from "./storedObject.ts";
import { prepareWatch, type WatchSettings } from "./watch.ts";

/** What a request is answered with. */
export type Answer =
  | { readonly kind: "text"; readonly code: number; readonly type: string; readonly body: string }
  | { readonly kind: "watch"; readonly resource: string; readonly start: ReturnType<typeof prepareWatch> };

export interface ResourceParts extends WriteContext {
  readonly watchSettings: Omit<WatchSettings, "detail">;
}

export function json(code: number, body: string): Answer {
  return { kind: "text", code, type: "application/json", body };
}

/**
 * Does what a permitted request asks of a resource.
 *
 * @throws ApiError with the Status to answer instead
 */
export async function resourceAnswer(
  request: IncomingBody,
  query: URLSearchParams,
  target: RequestTarget,
  table: ObjectTable,
  parts: ResourceParts,
): Promise<Answer> {
  const { resource } = table;
  const { verb, name, subresource } = target;
  const namespace = resource.namespaced ? target.namespace : "";
  const detail = acceptedDetail(request.headers.accept, verb);
  const object = (stored: StoredObject, code = 200) =>
    json(code, detail === "full" ? objectText(resource, stored) : partialText(stored));
  if (subresource !== "" && subresource !== "status") {
    throw unknownResource();
  }
  const scope = subresource === "status" ? "status" : "main";

  switch (verb) {
    case "list":
      return json(
        200,
        listText(table, namespace, query, { detail, current: parts.database.revision.current }),
      );
    case "watch": {
      const start = prepareWatch(table, namespace, query, { ...parts.watchSettings, detail });
      return { kind: "watch", resource: resource.resource, start };
    }
    case "create": {
      if (name !== "" || (resource.namespaced && namespace === "")) {
        throw unknownResource();
      }
      return object(createObject(parts, table, namespace, await objectBody(request), scope), 201);
    }
    case "get":
    case "update":
    case "patch":
    case "delete":
      break;
    default:
      return verb satisfies never;
  }

  if (name === "") {
    throw unknownResource();
  }
  switch (verb) {
    case "get":
      return object(existing(table, namespace, name));
    case "update":
      return object(updateObject(parts, table, namespace, name, await objectBody(request), scope));
    case "patch": {
      const style = patchStyle(request);
      const content = await jsonBody(request);
      return object(patchObject(parts, table, namespace, name, { content, style }, scope));
    }
    case "delete": {
      const { uid } = JSON.parse(existing(table, namespace, name).metadata);
      const marked = deleteObject(parts, table, namespace, name);
      if (marked !== undefined) {
        return object(marked);
      }
      const details = { ...objectDetails(resource, name), uid };
      const status: Status = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details };
      return json(200, JSON.stringify(status));
    }
    default:
      return verb satisfies never;
  }
}

function existing(table: ObjectTable, namespace: string, name: string): StoredObject {
  const stored = table.get(objectKey(namespace, name));
  if (stored === undefined) {
    throw notFound(table.resource, name);
  }
  return stored;
}
