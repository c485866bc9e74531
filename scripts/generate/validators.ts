import { readBareSchema, readSectionSchema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { validatorModule } from "./validatorModule.ts";

/**
 * The checks of a configuration document and of the chart's values. Nobody reads them, so they are not
 * committed: `npm run build` makes them too.
 */
export const validatorsGenerator: Generator = {
  name: "checks of documents",
  generate: () => [
    {
      path: "src/config/validateDocument.generated.ts",
      text: validatorModule("validateDocument", readSectionSchema("config")),
    },
    {
      path: "src/chart/validateValues.generated.ts",
      text: validatorModule("validateValues", withoutDefaults(readBareSchema())),
    },
  ],
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
