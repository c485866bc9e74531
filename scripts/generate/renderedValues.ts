import { compile, type JSONSchema } from "json-schema-to-typescript";
import { defaultOf } from "./chartValues.ts";
import { readSectionsSchema, readValuesSchema } from "./configSchema.ts";
import { typeSchema } from "./configTypes.ts";
import type { Generator } from "./generator.ts";
import { validatorModule } from "./validatorModule.ts";

/** The sections of the values that `render` reads. */
const SECTIONS = ["sharding", "rules", "hygiene", "dashboards", "alertmanagerConfig"] as const;

const HEADER = "// Generated from chart/values.schema.json by `npm run generate`. Do not edit.\n";

/** The type, the defaults and the check of what `render` reads of the chart's values. */
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

/** The keys that a file of values may have, those of the chart's other objects included. */
export const VALUES_KEYS: readonly string[] = ${JSON.stringify(Object.keys(properties), null, 2)};

${types}`,
      },
      {
        path: "src/chart/validateValues.generated.ts",
        text: validatorModule("validateValues", withoutDefaults(readSectionsSchema(SECTIONS))),
      },
    ];
  },
};

/** What has a default need not be there: a file of values says only what differs. */
function withoutDefaults<Schema>(schema: Schema): Schema {
  return JSON.parse(
    JSON.stringify(schema, (_key, node) => {
      if (typeof node !== "object" || node === null || !("default" in node || "required" in node)) {
        return node;
      }
      const { default: _default, required, ...others } = node;
      if (!Array.isArray(required)) {
        return required === undefined ? others : { ...others, required };
      }
      const needed = required.filter((key) => others.properties?.[key]?.default === undefined);
      return needed.length === 0 ? others : { ...others, required: needed };
    }),
  );
}
