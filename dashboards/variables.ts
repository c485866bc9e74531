import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DATASOURCE } from "./queries.ts";

interface LabelVariable {
  readonly name: string;
  readonly label: string;
  /** PromQL's selector of the series that have the label. */
  readonly series: string;
  /** The label whose values are offered. Default: the variable's name. */
  readonly of?: string;
  /** What All means. Default: anything, no such label included. */
  readonly allValue?: ".*" | ".+";
  /** Whether it is there for links and addresses only. */
  readonly hidden?: boolean;
}

/** Which Prometheus. */
export function datasourceVariable(): Builder<VariableModel> {
  return new DatasourceVariableBuilder("datasource").label("Data source").type("prometheus");
}

/** A choice of any number of a label's values, All at first. */
export function labelVariable({
  name,
  label,
  series,
  of = name,
  allValue = ".*",
  hidden,
}: LabelVariable): Builder<VariableModel> {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATASOURCE)
    .query(`label_values(${series}, ${of})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(allValue)
    .current({ selected: true, text: ["All"], value: ["$__all"] })
    .hide(hidden === true ? VariableHide.HideVariable : VariableHide.DontHide);
}
