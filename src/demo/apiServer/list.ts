import { errorText } from "../../text/errorText.ts";
import type { Detail } from "./accept.ts";
import { badRequest, expired, tooLarge } from "./apiError.ts";
import { isRecord } from "./apiObject.ts";
import { integerParameter, invalidOption, resourceVersionParameter, selectionOf } from "./listOptions.ts";
import type { ObjectTable } from "./objectTable.ts";
import { rowText, tableText } from "./printedTable.ts";
import { apiVersionOf } from "./resource.ts";
import { itemText, partialText } from "./storedObject.ts";

/**
 * Answers a list of a namespace (of all where it is empty): the JSON text of the `…List`.
 *
 * A page tells the state at the resourceVersion of its first page, whatever was written since. `resourceVersion=0`
 * returns everything, whatever the limit, as the real server does from its cache.
 * See "Resource versions" in https://kubernetes.io/docs/reference/using-api/api-concepts/
 *
 * @param now what ages in tables are counted to, in milliseconds since the epoch
 * @throws ApiError 400 or 422 for parameters that cannot be read, 410 for a past that is gone, 504 for the future
 */
export function listText(
  table: ObjectTable,
  namespace: string,
  query: URLSearchParams,
  { detail, current, now }: { detail: Detail; current: number; now: number },
): string {
  const { resource } = table;
  const selected = selectionOf(query, resource);
  const { at, start, limit } = positionOf(table, query, current);
  const prefix = namespace === "" ? "" : `${namespace}/`;
  const range = table.range(namespace, prefix + start, at);

  const items: string[] = [];
  let next = range.from;
  while (next < range.to && items.length < limit) {
    const object = range.get(range.keys[next] ?? "");
    next += 1;
    if (object === undefined || selected?.(object) === false) {
      continue;
    }
    items.push(
      detail === "full"
        ? itemText(resource, object)
        : detail === "table"
          ? rowText(resource, object, now)
          : partialText(object),
    );
  }

  const metadata: Record<string, unknown> = { resourceVersion: String(at) };
  if (next < range.to) {
    const last = (range.keys[next - 1] ?? "").slice(prefix.length);
    metadata.continue = encodeContinue({ resourceVersion: at, start: `${last}\0` });
    // With a selector the server cannot know it without looking.
    if (selected === undefined) {
      metadata.remainingItemCount = range.to - next;
    }
  }
  if (detail === "table") {
    return tableText(resource, metadata, items);
  }
  const type =
    detail === "full"
      ? `"kind":"${resource.kind}List","apiVersion":"${apiVersionOf(resource)}"`
      : '"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1"';
  return `{${type},"metadata":${JSON.stringify(metadata)},"items":[${items.join(",")}]}`;
}

interface Position {
  readonly at: number;
  readonly start: string;
  readonly limit: number;
}

function positionOf(table: ObjectTable, query: URLSearchParams, current: number): Position {
  const token = query.get("continue") ?? "";
  const version = resourceVersionParameter(query);
  const match = query.get("resourceVersionMatch") || undefined;
  const asked = integerParameter(query, "limit") ?? 0;
  const limit = asked > 0 ? asked : Number.POSITIVE_INFINITY;
  checkMatch(match, version, token);

  if (token !== "") {
    if (version !== undefined && version !== 0) {
      throw badRequest("specifying resource version is not allowed when using continue");
    }
    const { resourceVersion, start } = decodeContinue(token);
    if (resourceVersion < 0) {
      return { at: current, start, limit };
    }
    if (resourceVersion < table.listFloor) {
      throw expired(encodeContinue({ resourceVersion: -1, start }));
    }
    return { at: Math.min(resourceVersion, current), start, limit };
  }
  if (version === 0) {
    return { at: current, start: "", limit: Number.POSITIVE_INFINITY };
  }
  if (version !== undefined && version > current) {
    throw tooLarge(version, current);
  }
  // A limit without a match means Exact, for the sake of clients older than the parameter.
  if (version !== undefined && (match === "Exact" || (match === undefined && asked > 0))) {
    if (version < table.listFloor) {
      throw expired();
    }
    return { at: version, start: "", limit };
  }
  return { at: current, start: "", limit };
}

function checkMatch(match: string | undefined, version: number | undefined, token: string): void {
  if (match === undefined) {
    return;
  }
  const field = "resourceVersionMatch";
  const refuse = (why: string) => invalidOption(field, "FieldValueForbidden", `Forbidden: ${why}`);
  if (version === undefined) {
    throw refuse(`${field} is forbidden unless resourceVersion is provided`);
  }
  if (token !== "") {
    throw refuse(`${field} is forbidden when continue is provided`);
  }
  if (match !== "Exact" && match !== "NotOlderThan") {
    const message = `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`;
    throw invalidOption(field, "FieldValueNotSupported", message);
  }
  if (match === "Exact" && version === 0) {
    throw refuse(`${field} "exact" is forbidden for resourceVersion "0"`);
  }
}

/** Where the next page of a list begins. */
interface ListPosition {
  /** Of the list's first page; -1 asks for whatever is current. */
  readonly resourceVersion: number;
  /** The first key that may be on the page, relative to the list's namespace. */
  readonly start: string;
}

function encodeContinue({ resourceVersion, start }: ListPosition): string {
  return Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: resourceVersion, start })).toString(
    "base64url",
  );
}

/** @throws ApiError 400 where the token is none of ours */
function decodeContinue(token: string): ListPosition {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(token, "base64url").toString());
  } catch (error) {
    const why = errorText(error);
    throw badRequest(`invalid continue token: continue key is not valid: ${why}`);
  }
  if (
    !isRecord(decoded) ||
    decoded.v !== "meta.k8s.io/v1" ||
    typeof decoded.rv !== "number" ||
    decoded.rv === 0 ||
    typeof decoded.start !== "string" ||
    decoded.start === ""
  ) {
    throw badRequest("invalid continue token: continue key is not valid");
  }
  return { resourceVersion: decoded.rv, start: decoded.start };
}
