import { readFile } from "node:fs/promises";
import type { ChartObject } from "../../chart/renderChart.ts";

/** A schema of Kubernetes' OpenAPI document, as far as it is read here. */
interface Definition {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Definition>>;
  readonly additionalProperties?: Definition;
  readonly items?: Definition;
  readonly required?: readonly string[];
  readonly "x-kubernetes-group-version-kind"?: readonly Readonly<
    Record<"group" | "version" | "kind", string>
  >[];
}

/** What a Kubernetes of one version knows of its objects. */
export interface OpenApi {
  /**
   * What of an object that version does not know: unknown fields, wrong types, missing fields, each with its path.
   * Undefined for a kind that is not built in.
   */
  readonly problems: (object: ChartObject) => readonly string[] | undefined;
}

/** @param file the document that Kubernetes' sources have: `api/openapi-spec/swagger.json` */
export async function readOpenApi(file: string): Promise<OpenApi> {
  const { definitions } = JSON.parse(await readFile(file, "utf8")) as {
    definitions: Readonly<Record<string, Definition>>;
  };
  const followed = (node: Definition): Definition =>
    node.$ref === undefined ? node : followed(definitions[node.$ref.replace("#/definitions/", "")] ?? {});
  const kinds = new Map(
    Object.values(definitions).flatMap((definition) =>
      (definition["x-kubernetes-group-version-kind"] ?? []).map(({ group, version, kind }) => [
        `${group === "" ? "" : `${group}/`}${version} ${kind}`,
        definition,
      ]),
    ),
  );

  function* problemsOf(node: Definition, value: unknown, path: string): Generator<string> {
    const { type, format, properties, additionalProperties, items, required = [] } = followed(node);
    if (value === null || value === undefined) {
      return;
    }
    if (type !== undefined && !isOfType(type, format, value)) {
      yield `${path}: ${type} expected`;
      return;
    }
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) {
        yield* problemsOf(items ?? {}, element, `${path}[${index}]`);
      }
    } else if (typeof value === "object") {
      for (const key of required) {
        if (!Object.hasOwn(value, key)) {
          yield `${path}.${key}: missing`;
        }
      }
      for (const [key, below] of Object.entries(value)) {
        const definition = properties?.[key] ?? additionalProperties;
        if (definition === undefined && properties !== undefined) {
          yield `${path}.${key}: unknown`;
        } else {
          yield* problemsOf(definition ?? {}, below, `${path}.${key}`);
        }
      }
    }
  }

  return {
    problems(object) {
      const definition = kinds.get(`${object.apiVersion} ${object.kind}`);
      return definition === undefined ? undefined : [...problemsOf(definition, object, object.kind)];
    },
  };
}

function isOfType(type: string, format: string | undefined, value: unknown): boolean {
  if (format === "int-or-string") {
    return typeof value === "string" || Number.isInteger(value);
  }
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && !Array.isArray(value);
    case "string":
      // A quantity may be a number, too.
      return typeof value === "string" || typeof value === "number";
    default:
      return typeof value === type;
  }
}
