import { defaultOf } from "./chartValues.ts";
import { readValuesSchema } from "./configSchema.ts";
import type { Generator } from "./generator.ts";

/** chart/files/rules.json: the rules before the values are laid over them, and the values' defaults. */
export const rulesDataGenerator: Generator = {
  name: "rules of the chart",
  async generate() {
    // Only now: its types come from the generator of the values.
    const { RULE_DATA } = await import("../../rules/ruleData.ts");
    const { properties = {} } = readValuesSchema();
    const data = { defaults: defaultOf(properties.rules!), groups: RULE_DATA };
    return [{ path: "chart/files/rules.json", text: `${JSON.stringify(data, null, 2)}\n` }];
  },
};
