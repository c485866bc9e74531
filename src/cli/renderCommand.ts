import { stringify } from "yaml";
import { mergeRules } from "../../rules/mergeRules.ts";
import { RULE_DATA } from "../../rules/ruleData.ts";
import type { CommandInput } from "./command.ts";
import { readRulesValues } from "./readRulesValues.ts";

/**
 * `render rules`: prints a file for Prometheus' `rule_files`, with the rules that the chart would put into a
 * PrometheusRule. Whether the chart creates one (`rules.enabled`) makes no difference.
 */
export async function renderCommand({ flags, io }: CommandInput): Promise<number> {
  const { signal, stdout } = io;
  const values = await readRulesValues(flags.get("values"), { signal });
  stdout.write(stringify(mergeRules(RULE_DATA, values), { lineWidth: 0, aliasDuplicateObjects: false }));
  return 0;
}
