import type { ErrorObject } from "ajv";
import { nearestName } from "../text/nearestName.ts";
import { showJson } from "../text/showJson.ts";
import { type DocumentPath, formatPath, parsePointer, valueAt } from "./documentPath.ts";
import { CONFIG_OPTIONS } from "./options.generated.ts";

/** A problem of the document: where, and the line without its end. */
export interface DocumentProblem {
  readonly path: DocumentPath;
  readonly text: string;
}

/**
 * Says what a violation of the schema is about, in one line: path, what was expected, what was given. Undefined for
 * errors that only repeat another one (`if` beside the error of its `then`).
 *
 * @param root where the document stands in the chart's values; empty for the values themselves
 */
export function describeProblem(
  error: ErrorObject,
  document: unknown,
  root = "config",
): DocumentProblem | undefined {
  const path = parsePointer(error.instancePath, document);
  const schema = (error.parentSchema ?? {}) as ProblemSchema;
  const problem = (at: DocumentPath, text: string) => ({
    path: at,
    text: `${formatPath(at, root)}: ${text}`,
  });
  const given = showValue(valueAt(document, path));
  // Errors about a key itself, not about what it holds.
  if (error.propertyName !== undefined) {
    if (error.keyword === "propertyNames") {
      return undefined;
    }
    return problem(path, `expected ${expectedText(schema)} as key, given ${showValue(error.propertyName)}`);
  }
  switch (error.keyword) {
    case "if":
    case "propertyNames":
      return undefined;
    case "additionalProperties": {
      const key = String(error.params.additionalProperty);
      return problem(
        [...path, key],
        `unknown key${proposal(path, key, Object.keys(schema.properties ?? {}), root)}`,
      );
    }
    case "required": {
      const key = String(error.params.missingProperty);
      return problem(
        [...path, key],
        `expected ${expectedText(schema.properties?.[key] ?? {})}, given nothing`,
      );
    }
    case "uniqueItems": {
      const twice = valueAt(document, [...path, Number(error.params.j)]);
      return problem(path, `expected each element once, given ${showValue(twice)} twice`);
    }
    case "pattern":
      return problem(
        path,
        `expected ${schema["x-expected"] ?? `a string that matches ${error.params.pattern}`}, given ${given}`,
      );
    default:
      return problem(path, `expected ${expectedText(schema)}, given ${given}`);
  }
}

/** A value as a message shows it: JSON without user info, not too long. */
export function showValue(value: unknown): string {
  const text = typeof value === "number" ? showNumber(value) : showJson(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

/** JSON has no word for some that YAML has. */
function showNumber(value: number): string {
  return Number.isNaN(value) ? ".nan" : String(value).replace("Infinity", ".inf");
}

interface ProblemSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly properties?: Readonly<Record<string, ProblemSchema>>;
  readonly "x-expected"?: string;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: "a map of keys",
  array: "a list",
  boolean: "true or false",
  string: "a string",
  integer: "an integer",
  number: "a number",
};

function expectedText(schema: ProblemSchema): string {
  if (schema["x-expected"] !== undefined) {
    return schema["x-expected"];
  }
  if (schema.enum !== undefined) {
    return `one of ${schema.enum.join(", ")}`;
  }
  // Null is as good as nothing wherever it is allowed.
  const types = [schema.type ?? []]
    .flat()
    .flatMap((type) => (type === "null" ? [] : (TYPE_WORDS[type] ?? type)));
  const type = types.length === 0 ? "a value" : types.join(" or ");
  if (schema.minimum !== undefined) {
    return schema.maximum === undefined
      ? `${type} of at least ${schema.minimum}`
      : `${type} from ${schema.minimum} to ${schema.maximum}`;
  }
  if (schema.minItems !== undefined || schema.minLength !== undefined) {
    return `${type} that is not empty`;
  }
  return type;
}

function proposal(parent: DocumentPath, key: string, siblings: readonly string[], root: string): string {
  if (root === "config" && parent.length === 0 && key === "config") {
    return "; the file holds what stands below `config` in the chart's values";
  }
  const sibling = nearestName(key, siblings);
  if (sibling !== undefined) {
    return `; did you mean ${formatPath([...parent, sibling], root)}?`;
  }
  if (root !== "config") {
    return "";
  }
  // The right key in the wrong section.
  const byName = new Map(CONFIG_OPTIONS.map(({ path }) => [path.slice(path.lastIndexOf(".") + 1), path]));
  const elsewhere = byName.get(nearestName(key, [...byName.keys()]) ?? "");
  return elsewhere === undefined ? "" : `; did you mean config.${elsewhere}?`;
}
