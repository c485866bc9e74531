import { badRequest } from "./apiError.ts";
import type { Resource } from "./resource.ts";

/** Whether an object with these selectable fields is selected. */
export type FieldMatch = (fields: Readonly<Record<string, string>>) => boolean;

/**
 * Parses a field selector: `path=value`, `path==value` or `path!=value`, joined by commas.
 *
 * @throws ApiError 400 where it cannot be read or names a field that the resource does not select by
 */
export function parseFieldSelector(text: string, resource: Resource): FieldMatch {
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
