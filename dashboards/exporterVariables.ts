import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";
import { metric } from "../rules/expressions.ts";
import { CLUSTER } from "./selectors.ts";
import { datasourceVariable, labelVariable } from "./variables.ts";

/** Which data source and exporters: what `TARGET` refers to. */
export function exporterVariables({ instanceHidden = false } = {}): readonly Builder<VariableModel>[] {
  const series = metric("build_info");
  return [
    datasourceVariable(),
    labelVariable({ name: "cluster", label: "Cluster", series }),
    labelVariable({ name: "job", label: "Job", series: `${series}{${CLUSTER}}`, allValue: ".+" }),
    labelVariable({
      name: "instance",
      label: "Instance",
      series: `${series}{${CLUSTER}, job=~"$job"}`,
      allValue: ".+",
      hidden: instanceHidden,
    }),
  ];
}
