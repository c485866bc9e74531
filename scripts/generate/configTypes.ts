import { compile, type JSONSchema } from "json-schema-to-typescript";
import { readConfigSchema, type Schema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";

/** The validated configuration's type. */
export const configTypesGenerator: Generator = {
  name: "configuration types",
  async generate() {
    const types = await compile(typeSchema(readConfigSchema()) as JSONSchema, "ConfigValues", {
      additionalProperties: false,
      bannerComment: "",
      ignoreMinAndMaxItems: true,
      style: { printWidth: 110 },
    });
    return [
      {
        path: "src/config/config.generated.ts",
        text: `// Generated from chart/values.schema.json by \`npm run generate\`. Do not edit.

import type { DeepReadonly } from "./deepReadonly.ts";

/** The validated configuration: every default filled in, durations in milliseconds. */
export type Config = DeepReadonly<ConfigValues>;

${types}`,
      },
    ];
  },
};

/**
 * What the program sees of a node: a key with a default is always there, and a duration is a number of milliseconds.
 * Conditions between keys have no type.
 */
export function typeSchema(node: Schema, isRoot = true): Record<string, unknown> {
  const { title, description, type, properties, items, additionalProperties } = node;
  const isDuration = node["x-type"] === "duration";
  return {
    ...(title !== undefined && !isRoot && additionalProperties === false ? { title: typeName(title) } : {}),
    description: isDuration ? `${description} In milliseconds.` : description,
    ...(isDuration ? { type: "number" } : type !== undefined ? { type } : {}),
    ...(node.enum !== undefined ? { enum: node.enum } : {}),
    ...(properties !== undefined
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([key, property]) => [key, typeSchema(property, false)]),
          ),
          required: Object.keys(properties).filter(
            (key) => properties[key]?.default !== undefined || node.required?.includes(key),
          ),
        }
      : {}),
    ...(items !== undefined ? { items: typeSchema(items, false) } : {}),
    ...(typeof additionalProperties === "object"
      ? { additionalProperties: typeSchema(additionalProperties, false) }
      : {}),
  };
}

// Sections have headings for people as titles ("Pull secrets"); elements of lists and maps have names of types.
function typeName(title: string): string {
  const words = title.split(" ");
  const name = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
  return /^[A-Z]\w*[a-z][A-Z]/.test(title) ? name : `${name}Config`;
}
