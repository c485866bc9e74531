import { compile, type JSONSchema } from "json-schema-to-typescript";
import { defaultOf } from "./chartValues.ts";
import { readValuesSchema } from "./configSchema.ts";
import { typeSchema } from "./configTypes.ts";
import type { Generator } from "./generator.ts";
import { RENDERED_SECTIONS } from "./validators.ts";

const HEADER = "// Generated from chart/values.schema.json by `npm run generate`. Do not edit.\n";

/** The type and the defaults of what `render` reads of the chart's values. */
export const renderedValuesGenerator: Generator = {
  name: "values that are rendered",
  async generate() {
    const { properties = {} } = readValuesSchema();
    const sections = Object.fromEntries(RENDERED_SECTIONS.map((section) => [section, properties[section]!]));
    const schema = { type: "object", properties: sections, required: RENDERED_SECTIONS } as const;
    const types = await compile(typeSchema(schema) as JSONSchema, "Values", {
      additionalProperties: false,
      bannerComment: "",
      ignoreMinAndMaxItems: true,
      style: { printWidth: 110 },
    });
    const defaults = Object.fromEntries(
      RENDERED_SECTIONS.map((section) => [section, defaultOf(sections[section]!)]),
    );
    return [
      {
        path: "src/chart/values.generated.ts",
        text: `${HEADER}
/** The values without anything of a user's. */
export const VALUES_DEFAULTS: Values = ${JSON.stringify(defaults, null, 2)};

/** The keys that a file of values may have, those of the chart's other objects included. */
export const VALUES_KEYS: readonly string[] = ${JSON.stringify(Object.keys(properties), null, 2)};

${types}`,
      },
    ];
  },
};
