import { isDeepStrictEqual } from "node:util";
import { ApiError, badRequest } from "./apiError.ts";
import { isRecord } from "./apiObject.ts";

/**
 * Applies a JSON patch (RFC 6902) to JSON values, without changing them: `add`, `remove`, `replace` and `test`.
 *
 * @throws ApiError 400 for what is no such patch, 422 where it does not fit
 */
export function applyJsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw badRequest("error decoding patch: not a JSON array");
  }
  const box = { root: structuredClone(target) };
  for (const operation of patch) {
    if (!isRecord(operation) || typeof operation.path !== "string") {
      throw badRequest("error decoding patch: an operation has no path");
    }
    apply(box, operation as { op: unknown; path: string; value?: unknown });
  }
  return box.root;
}

function apply(
  box: { root: unknown },
  { op, path, value }: { op: unknown; path: string; value?: unknown },
): void {
  const keys = ["root", ...path.split("/").slice(1).map(unescapeKey)];
  const last = keys.pop() ?? "";
  let parent: unknown = box;
  for (const key of keys) {
    parent = memberOf(parent, key);
  }
  if (op === "add" && Array.isArray(parent)) {
    parent.splice(last === "-" ? parent.length : Number(last), 0, value);
    return;
  }
  if (!isRecord(parent) && !Array.isArray(parent)) {
    throw unfitting(op, path);
  }
  const holder = parent as Record<string, unknown>;
  const isThere = Object.hasOwn(holder, last);
  if (op === "add" && isRecord(parent)) {
    holder[last] = value;
  } else if (op === "replace" && isThere) {
    holder[last] = value;
  } else if (op === "remove" && isThere) {
    if (Array.isArray(parent)) {
      parent.splice(Number(last), 1);
    } else {
      delete holder[last];
    }
  } else if (op !== "test" || !isDeepStrictEqual(holder[last], value)) {
    throw unfitting(op, path);
  }
}

function memberOf(value: unknown, key: string): unknown {
  return (isRecord(value) || Array.isArray(value)) && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function unescapeKey(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

function unfitting(op: unknown, path: string): ApiError {
  const message = `the server rejected our request due to an error in our request: ${JSON.stringify(op)} does not fit ${JSON.stringify(path)}`;
  return new ApiError(422, "Invalid", message);
}
