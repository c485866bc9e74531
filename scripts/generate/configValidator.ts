import { readSectionSchema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";
import { validatorModule } from "./validatorModule.ts";

/** The check of a configuration document. */
export const configValidatorGenerator: Generator = {
  name: "configuration check",
  generate: () => [
    {
      path: "src/config/validateDocument.generated.ts",
      text: validatorModule("validateDocument", readSectionSchema("config")),
    },
  ],
};
