import { type LabelSelector, parseLabelSelector } from "../../inventory/labelSelector.ts";
import { errorText } from "../../text/errorText.ts";
import { badRequest, type FieldError, invalid } from "./apiError.ts";
import type { Resource } from "./resource.ts";
import type { StoredObject } from "./storedObject.ts";

/** Whether a list or watch tells of an object; undefined: of all. */
export type Selection = ((object: StoredObject) => boolean) | undefined;

/**
 * Reads `labelSelector` and `fieldSelector`.
 *
 * @throws ApiError 400 where one cannot be read
 */
export function selectionOf(query: URLSearchParams, resource: Resource): Selection {
  const labels = query.get("labelSelector");
  const fields = query.get("fieldSelector");
  const byLabels = labels ? labelSelection(labels) : undefined;
  const byFields = fields ? parseFieldSelector(fields, resource) : undefined;
  if (byLabels === undefined && byFields === undefined) {
    return undefined;
  }
  return (object) => (byLabels?.(object.labels) ?? true) && (byFields?.(object.fields) ?? true);
}

function labelSelection(text: string): LabelSelector {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    throw badRequest(`unable to parse requirement: ${errorText(error)}`);
  }
}

/**
 * Reads a query parameter that is a whole number, undefined where it is missing or empty.
 *
 * @throws ApiError 400 where it is something else
 */
export function integerParameter(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") {
    return undefined;
  }
  if (!/^-?\d{1,15}$/.test(text)) {
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
  }
  return Number(text);
}

/**
 * Reads `resourceVersion`, undefined where it is missing or empty.
 *
 * @throws ApiError 400 where it is no number
 */
export function resourceVersionParameter(query: URLSearchParams): number | undefined {
  const text = query.get("resourceVersion");
  if (text === null || text === "") {
    return undefined;
  }
  if (!/^\d{1,15}$/.test(text)) {
    const given = JSON.stringify(text);
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: ${given}: strconv.ParseUint: parsing ${given}: invalid syntax`,
    );
  }
  return Number(text);
}

/** The refusal of a combination of list or watch parameters. */
export function invalidOption(field: string, reason: FieldError["reason"], message: string): Error {
  return invalid({ group: "meta.k8s.io", kind: "ListOptions" }, "", [{ field, reason, message }]);
}

/** Whether an object with these selectable fields is selected. */
export type FieldMatch = (fields: Readonly<Record<string, string>>) => boolean;

/**
 * Parses a field selector: `path=value`, `path==value` or `path!=value`, joined by commas.
 *
 * @throws ApiError 400 where it cannot be read or names a field that the resource does not select by
 */
function parseFieldSelector(text: string, resource: Resource): FieldMatch {
  const known = ["metadata.name", "metadata.namespace", ...resource.selectableFields];
  const terms = text.split(",").filter((term) => term !== "");
  const requirements = terms.map((term): FieldMatch => {
    const [, path, operator, value] = /^([^=!]+)(!=|==?)(.*)$/.exec(term) ?? [];
    if (path === undefined) {
      throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
    }
    if (!known.includes(path)) {
      throw badRequest(
        resource.selectableFields.length > 0
          ? `field label not supported: ${path}`
          : `"${path}" is not a known field selector: only "metadata.name", "metadata.namespace"`,
      );
    }
    return operator === "!="
      ? (fields) => (fields[path] ?? "") !== value
      : (fields) => (fields[path] ?? "") === value;
  });
  return (fields) => requirements.every((matches) => matches(fields));
}
