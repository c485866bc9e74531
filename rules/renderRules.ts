import { stringify } from "yaml";
import type { RenderedFile } from "../src/chart/renderedFile.ts";
import type { Values } from "../src/chart/values.generated.ts";
import { mergeRules } from "./mergeRules.ts";
import { RULE_DATA } from "./ruleData.ts";

/**
 * A file for Prometheus' `rule_files`, with the rules that the chart would put into a PrometheusRule. Whether the chart
 * creates one (`rules.enabled`) makes no difference.
 */
export function renderRules(values: Values): readonly RenderedFile[] {
  const text = stringify(mergeRules(RULE_DATA, values), { lineWidth: 0, aliasDuplicateObjects: false });
  return [{ name: "rules.yaml", text }];
}
