import { readFileSync } from "node:fs";

export type SchemaType = "object" | "array" | "string" | "boolean" | "integer" | "number";

/** The part of JSON Schema draft-07 that the values' schema uses, and its own `x-` keywords. */
export interface Schema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  /** Values that somebody might set, for the sample configuration. */
  readonly examples?: readonly unknown[];
  /** `duration`: text such as 1m30s in the document, milliseconds in the program. */
  readonly "x-type"?: "duration";
  /** What a value has to be, in words, for messages. */
  readonly "x-expected"?: string;
  /** The flag's name, or names, where it is not the path in kebab case. */
  readonly "x-flag"?: string | readonly string[];
  /** A second, repeatable flag that adds one `a=b` to a list. */
  readonly "x-pair-flag"?: string;
  /** A boolean flag that, when true, means a value. */
  readonly "x-switch-flag"?: { readonly flag: string; readonly value: string };
  /** What separates the elements of a list in a flag or an environment variable; a comma unless told. */
  readonly "x-separator"?: string;
  /** A path, or a list of them; relative ones are read from where they were written. */
  readonly "x-file"?: boolean;
  /** What chart/values.yaml shows, as a comment, instead of the keys below. */
  readonly "x-example"?: Readonly<Record<string, unknown>>;
  /** Bounds of a duration, as durations. */
  readonly "x-minimum"?: string;
  readonly "x-maximum"?: string;
}

/** The schema of the configuration document, all references replaced by what they refer to. */
export function readConfigSchema(): Schema {
  return readValuesSchema().properties!.config!;
}

/**
 * The schema of one section of the values by itself, with the definitions that it refers to. Without descriptions and
 * examples, which would only make code that is compiled from it larger.
 */
export function readSectionSchema(section: string): Readonly<Record<string, unknown>> {
  const { properties, definitions } = readBareSchema();
  const { default: _default, ...schema } = properties[section]!;
  return { ...schema, definitions: definitionsOf(schema, definitions) };
}

/** The same for the values as a whole. */
export function readBareSchema(): {
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly definitions: Readonly<Record<string, unknown>>;
} {
  return JSON.parse(
    readFileSync(new URL("../../chart/values.schema.json", import.meta.url), "utf8"),
    (key, value) => (isForPeople(key, value) ? undefined : withoutOverlay(value)),
  );
}

const isForPeople = (key: string, value: unknown) =>
  (key === "description" && typeof value === "string") || (key === "examples" && Array.isArray(value));

// What stands beside a $ref is for people and generators; of a validator's keywords there is only `properties`.
function withoutOverlay(node: unknown): unknown {
  if (typeof node !== "object" || node === null || !("$ref" in node)) {
    return node;
  }
  const { properties: _properties, ...others } = node as Readonly<Record<string, unknown>>;
  return others;
}

/** The definitions that a schema refers to, and those that these refer to. */
function definitionsOf(
  schema: unknown,
  all: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const needed = new Set<string>();
  const visit = (node: unknown): void => {
    for (const [, name = ""] of JSON.stringify(node).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (needed.has(name)) {
        continue;
      }
      needed.add(name);
      visit(all[name]);
    }
  };
  visit(schema);
  return Object.fromEntries(Object.entries(all).filter(([name]) => needed.has(name)));
}

/** The schema of the chart's values, all references replaced by what they refer to. */
export function readValuesSchema(): Schema {
  const file = new URL("../../chart/values.schema.json", import.meta.url);
  const { definitions, ...values } = JSON.parse(readFileSync(file, "utf8"));
  return resolveReferences(values, definitions) as Schema;
}

/**
 * Keys beside a $ref only describe (draft-07 has validators ignore them), so they may go over the definition's own; below
 * `properties`, over those of the single keys.
 */
function resolveReferences(node: unknown, definitions: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(node)) {
    return node.map((element) => resolveReferences(element, definitions));
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  const { $ref, ...own } = node as Readonly<Record<string, unknown>>;
  const described = Object.fromEntries(
    Object.entries(own).map(([key, value]) => [
      key,
      key === "type" && Array.isArray(value) ? withoutNull(value) : resolveReferences(value, definitions),
    ]),
  );
  if (typeof $ref !== "string") {
    return described;
  }
  const referred = definitions[$ref.replace("#/definitions/", "")];
  if (referred === undefined) {
    throw new Error(`Cannot resolve ${$ref} in values.schema.json: no such definition`);
  }
  return overlay(resolveReferences(referred, definitions) as Schema, described);
}

/** Null stands for the default wherever it is allowed, so no value is null once defaults are filled in. */
function withoutNull(types: readonly unknown[]): unknown {
  const others = types.filter((type) => type !== "null");
  return others.length === 1 ? others[0] : others;
}

function overlay(definition: Schema, described: Schema): Schema {
  if (described.properties === undefined) {
    return { ...definition, ...described };
  }
  const properties = Object.entries(described.properties).map(([key, property]) => {
    const below = definition.properties?.[key];
    if (below === undefined) {
      throw new Error(`Cannot describe ${key} in values.schema.json: its definition has no such key`);
    }
    return [key, overlay(below, property)];
  });
  return {
    ...definition,
    ...described,
    properties: { ...definition.properties, ...Object.fromEntries(properties) },
  };
}

/** Everything of the document that has a schema of its own, with its path; list elements and map values as `*`. */
export function* schemaNodes(schema: Schema, path = ""): Generator<{ path: string; schema: Schema }> {
  yield { path, schema };
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    yield* schemaNodes(property, below(key));
  }
  if (schema.items !== undefined) {
    yield* schemaNodes(schema.items, below("*"));
  }
  if (typeof schema.additionalProperties === "object") {
    yield* schemaNodes(schema.additionalProperties, below("*"));
  }
}
