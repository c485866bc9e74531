import { compile, type JSONSchema } from "json-schema-to-typescript";
import { defaultOf } from "./chartValues.ts";
import { readSectionSchema, readValuesSchema } from "./configSchema.ts";
import { typeSchema } from "./configTypes.ts";
import type { Generator } from "./generator.ts";
import { validatorModule } from "./validatorModule.ts";

const HEADER = "// Generated from chart/values.schema.json by `npm run generate`. Do not edit.\n";

/** The type and the check of the section `rules` of the values. */
export const rulesValuesGenerator: Generator = {
  name: "values of the rules",
  async generate() {
    const { properties = {} } = readValuesSchema();
    const schema = { type: "object", properties: { rules: properties.rules! }, required: ["rules"] } as const;
    const types = await compile(typeSchema(schema) as JSONSchema, "Values", {
      additionalProperties: false,
      bannerComment: "",
      ignoreMinAndMaxItems: true,
      style: { printWidth: 110 },
    });
    const keys = JSON.stringify(Object.keys(properties), null, 2);
    return [
      {
        path: "rules/values.generated.ts",
        text: `${HEADER}
/** The section without anything of a user's. */
export const RULES_DEFAULTS: Values["rules"] = ${JSON.stringify(defaultOf(properties.rules!), null, 2)};

/** The keys that a file of values may have. */
export const VALUES_KEYS: readonly string[] = ${keys};

${types}`,
      },
      {
        path: "rules/validateRules.generated.ts",
        text: validatorModule("validateRules", shared(readSectionSchema("rules"))),
      },
    ];
  },
};

/**
 * The same check in a tenth of the code: defaults are left out, and alerts that then are equal become one definition.
 */
function shared(schema: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { definitions, ...section } = withoutDefaults(schema) as {
    readonly definitions: Readonly<Record<string, unknown>>;
    readonly properties: { readonly alerts: { readonly properties: Readonly<Record<string, unknown>> } };
  };
  const alerts = section.properties.alerts;
  const texts = Object.entries(alerts.properties).map(
    ([name, alert]) => [name, JSON.stringify(alert)] as const,
  );
  const kinds = [...new Set(texts.map(([, text]) => text))];
  const referring = texts.map(([name, text]) => [
    name,
    { $ref: `#/definitions/alert${kinds.indexOf(text)}` },
  ]);
  return {
    ...section,
    properties: { ...section.properties, alerts: { ...alerts, properties: Object.fromEntries(referring) } },
    definitions: {
      ...definitions,
      ...Object.fromEntries(kinds.map((text, index) => [`alert${index}`, JSON.parse(text)])),
    },
  };
}

function withoutDefaults(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema, (key, value) => (key === "default" ? undefined : value)));
}

/** chart/files/rules.json: the rules before the values are laid over them, and the values' defaults. */
export const rulesDataGenerator: Generator = {
  name: "rules of the chart",
  async generate() {
    // Only now: its types come from the generator above.
    const { RULE_DATA } = await import("../../rules/ruleData.ts");
    const { properties = {} } = readValuesSchema();
    const data = { defaults: defaultOf(properties.rules!), groups: RULE_DATA };
    return [{ path: "chart/files/rules.json", text: `${JSON.stringify(data, null, 2)}\n` }];
  },
};
