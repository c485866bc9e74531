import { acceptedDetail } from "./accept.ts";
import { notFound, objectDetails, type Status, unknownResource } from "./apiError.ts";
import { listText } from "./list.ts";
import type { ObjectTable } from "./objectTable.ts";
import { createObject, deleteObject, patchObject, updateObject, type WriteContext } from "./objectWrites.ts";
import { rowText, tableText } from "./printedTable.ts";
import { type IncomingBody, jsonBody, objectBody, patchType } from "./requestBody.ts";
import type { RequestTarget } from "./requestTarget.ts";
import { isScalable, scaleOf, scalePatch } from "./scale.ts";
import { objectKey, objectText, parseObject, partialText, type StoredObject } from "./storedObject.ts";
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
  const object = (stored: StoredObject, code = 200) => {
    if (detail === "table") {
      const { resourceVersion } = stored;
      return json(
        code,
        tableText(resource, { resourceVersion: String(resourceVersion) }, [
          rowText(resource, stored, parts.clock.now()),
        ]),
      );
    }
    return json(code, detail === "full" ? objectText(resource, stored) : partialText(stored));
  };
  if (subresource === "scale" && isScalable(resource) && name !== "") {
    return scaleAnswer(request, target, table, parts);
  }
  if (subresource !== "" && subresource !== "status") {
    throw unknownResource();
  }
  const scope = subresource === "status" ? "status" : "main";

  switch (verb) {
    case "list":
      return json(
        200,
        listText(table, namespace, query, {
          detail,
          current: parts.database.revision.current,
          now: parts.clock.now(),
        }),
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
      const type = patchType(request);
      const content = await jsonBody(request);
      return object(patchObject(parts, table, namespace, name, { content, type }, scope));
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

async function scaleAnswer(
  request: IncomingBody,
  { verb, namespace, name }: RequestTarget,
  table: ObjectTable,
  parts: ResourceParts,
): Promise<Answer> {
  let stored = existing(table, namespace, name);
  if (verb === "update" || verb === "patch") {
    const content = scalePatch(await jsonBody(request));
    stored = patchObject(parts, table, namespace, name, { content, type: "merge" }, "main");
  } else if (verb !== "get") {
    throw unknownResource();
  }
  return json(200, JSON.stringify(scaleOf(parseObject(table.resource, stored))));
}

function existing(table: ObjectTable, namespace: string, name: string): StoredObject {
  const stored = table.get(objectKey(namespace, name));
  if (stored === undefined) {
    throw notFound(table.resource, name);
  }
  return stored;
}
