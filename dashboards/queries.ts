import type { Builder, Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import { DataqueryBuilder, PromQueryFormat } from "@grafana/grafana-foundation-sdk/prometheus";

/** The data source that the variable of that name holds. */
export const DATASOURCE = { type: "prometheus", uid: "$datasource" } as const;

/** A query of a panel. */
export interface Query {
  /** PromQL with Grafana's variables. */
  readonly expr: string;
  /** `{{label}}` stands for a label's value. */
  readonly legend?: string;
}

const query = ({ expr, legend = "" }: Query, index: number) =>
  new DataqueryBuilder()
    .datasource(DATASOURCE)
    .refId(String.fromCharCode("A".charCodeAt(0) + index))
    .expr(expr)
    .legendFormat(legend);

/** What is so now, a value for each series. */
export function instantQueries(queries: readonly Query[]): Builder<Dataquery>[] {
  return queries.map((one, index) => query(one, index).instant());
}

/** What was so over the dashboard's time range. */
export function rangeQueries(queries: readonly Query[]): Builder<Dataquery>[] {
  return queries.map((one, index) => query(one, index).range());
}

/** What is so now, a row for each series and a column for each label. */
export function tableQueries(queries: readonly Query[]): Builder<Dataquery>[] {
  return queries.map((one, index) => query(one, index).instant().format(PromQueryFormat.Table));
}

/** The buckets of a histogram over time. */
export function heatmapQuery(one: Query): Builder<Dataquery> {
  return query(one, 0).range().format(PromQueryFormat.Heatmap);
}
