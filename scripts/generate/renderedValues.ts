import { compile, type JSONSchema } from "json-schema-to-typescript";
import { defaultOf } from "./chartValues.ts";
import { readValuesSchema } from "./configSchema.ts";
import { typeSchema } from "./configTypes.ts";
import type { Generator } from "./generator.ts";

/** The sections of the values that `render` reads. */
const SECTIONS = [
  "nameOverride",
  "namespaceOverride",
  "sharding",
  "rules",
  "hygiene",
  "dashboards",
  "alertmanagerConfig",
] as const;

const HEADER = "// Generated from chart/values.schema.json by `npm run generate`. Do not edit.\n";

/** The type and the defaults of what `render` reads of the chart's values. */
export const renderedValuesGenerator: Generator = {
  name: "values that are rendered",
  async generate() {
    const { properties = {} } = readValuesSchema();
    const sections = Object.fromEntries(SECTIONS.map((section) => [section, properties[section]!]));
    const schema = { type: "object", properties: sections, required: SECTIONS } as const;
    const types = await compile(typeSchema(schema) as JSONSchema, "Values", {
      additionalProperties: false,
      bannerComment: "",
      ignoreMinAndMaxItems: true,
      style: { printWidth: 110 },
    });
    const defaults = Object.fromEntries(SECTIONS.map((section) => [section, defaultOf(sections[section]!)]));
    return [
      {
        path: "src/chart/values.generated.ts",
        text: `${HEADER}
/** The values without anything of a user's. */
export const VALUES_DEFAULTS: Values = ${JSON.stringify(defaults, null, 2)};

${types}`,
      },
    ];
  },
};
