import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { TableSortByFieldStateBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { DynamicConfigValue, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import { type AddressedLink, linkToken } from "../links.ts";
import { type Query, tableQueries } from "../queries.ts";
import type { Steps } from "../thresholds.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

/** A column, of a label or of a query's value. */
export interface Column {
  /** The label, or `Value` of the only query, or `Value #A` of one of several. */
  readonly field: string;
  readonly title: string;
  readonly width?: number;
  readonly unit?: string;
  readonly decimals?: number;
  /** Colours the cell. */
  readonly steps?: Steps;
  /** Colours the cell by its text: colour by value, and what is shown instead, if anything. */
  readonly texts?: Readonly<Record<string, { readonly color: string; readonly text?: string }>>;
  /** Where a click leads: an address from the values, or one that is known. */
  readonly link?: AddressedLink | { readonly title: string; readonly url: string };
}

interface TablePanel extends PanelText {
  /** Several are joined by the labels that they share. */
  readonly queries: readonly Query[];
  /** In this order. Labels that are not here come last under their own names, the owners' for example. */
  readonly columns: readonly Column[];
  /** Fields that are not shown. */
  readonly without?: readonly string[];
  /** By which column's title it is sorted. */
  readonly sort: { readonly by: string; readonly descending: boolean };
  /** What stands there when there is no row. */
  readonly noValue: string;
}

/** What is so now, a row for each series. */
export function tablePanel({
  queries,
  columns,
  without = [],
  sort,
  noValue,
  ...text
}: TablePanel): Builder<Panel> {
  const panel = described(new PanelBuilder(), text)
    .targets(tableQueries(queries))
    .noValue(noValue)
    .filterable(true)
    .sortBy([new TableSortByFieldStateBuilder().displayName(sort.by).desc(sort.descending)]);
  if (queries.length > 1) {
    panel.withTransformation({ id: "merge", options: {} });
  }
  panel.withTransformation({
    id: "organize",
    options: {
      excludeByName: Object.fromEntries(["Time", "__name__", ...without].map((field) => [field, true])),
      indexByName: Object.fromEntries(columns.map(({ field }, index) => [field, index])),
      renameByName: {},
    },
  });
  for (const column of columns) {
    panel.overrideByName(column.field, propertiesOf(column));
  }
  return panel;
}

function propertiesOf({ title, width, unit, decimals, steps, texts, link }: Column): DynamicConfigValue[] {
  return [
    { id: "displayName", value: title },
    ...(width === undefined ? [] : [{ id: "custom.width", value: width }]),
    ...(unit === undefined ? [] : [{ id: "unit", value: unit }]),
    ...(decimals === undefined ? [] : [{ id: "decimals", value: decimals }]),
    ...(steps === undefined ? [] : [{ id: "thresholds", value: { mode: "absolute", steps } }]),
    ...(texts === undefined ? [] : [{ id: "mappings", value: [{ type: "value", options: texts }] }]),
    ...(steps === undefined && texts === undefined
      ? []
      : [{ id: "custom.cellOptions", value: { type: "color-text" } }]),
    ...(link === undefined ? [] : [{ id: "links", value: linksTo(link) }]),
  ];
}

// A list of links, or the text that stands for one until the values are known.
function linksTo(link: NonNullable<Column["link"]>): unknown {
  return typeof link === "string" ? linkToken(link) : [link];
}
