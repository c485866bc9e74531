import type { Generator } from "./generator.ts";

/** chart/files/rules.json: the rules before the values are laid over them. */
export const rulesDataGenerator: Generator = {
  name: "rules of the chart",
  async generate() {
    // Only now: its types come from the generator of the values.
    const { RULE_DATA } = await import("../../rules/ruleData.ts");
    return [{ path: "chart/files/rules.json", text: `${JSON.stringify({ groups: RULE_DATA }, null, 2)}\n` }];
  },
};
