import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { TableSortByFieldStateBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { DynamicConfigValue, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import { type AddressedLink, linkToken } from "../links.ts";
import { NO_CELL } from "../nothing.ts";
import { type Query, tableQueries } from "../queries.ts";
import type { Steps } from "../thresholds.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

/** A column, of a label or of a query's value. */
export interface Column {
  /** The label, or `Value` of the only query, or `Value #A` of one of several. */
  readonly field: string;
  readonly title: string;
  /** Pixels. Columns without it share what is left. */
  readonly width?: number;
  /** Pixels below which the table scrolls rather than squeezes it. */
  readonly minWidth?: number;
  /** Whether text that is too long goes on in a second line, rather than being cut: from Grafana 11 on. */
  readonly wraps?: boolean;
  /** Whether it is there for links to be spelt out of, and not shown. */
  readonly hidden?: boolean;
  readonly unit?: string;
  readonly decimals?: number;
  /** Colours the cell. */
  readonly steps?: Steps;
  /** Colours the cell by its text: colour by value, and what is shown instead, if anything. */
  readonly texts?: Readonly<Record<string, { readonly color: string; readonly text?: string }>>;
  /** Draws the value as a bar, which is full at `max`. Default: at the largest value. */
  readonly bar?: { readonly max?: number };
  /** Where a click leads: an address from the values, or one that is known. */
  readonly link?: AddressedLink | { readonly title: string; readonly url: string };
}

interface TablePanel extends PanelText {
  /** Several are joined by the labels that they share. */
  readonly queries: readonly Query[];
  /** In this order. Labels that are not here come last under their own names. */
  readonly columns: readonly Column[];
  /** Fields that are not shown. */
  readonly without?: readonly string[];
  /** By which column's title it is sorted. */
  readonly sort: { readonly by: string; readonly descending: boolean };
  /** What stands there when there is no row: true whether all is well or nobody tells. */
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
    .mappings([...NO_CELL])
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

function propertiesOf(column: Column): DynamicConfigValue[] {
  const { title, width, minWidth, unit, decimals, steps, texts, bar, link } = column;
  const isWords = texts !== undefined || unit === "dateTimeFromNow";
  const cell = cellOf(column);
  const properties: Readonly<Record<string, unknown>> = {
    displayName: title,
    "custom.width": width,
    "custom.minWidth": minWidth,
    // As Grafana calls it up to 11, and from 12 on.
    "custom.hidden": column.hidden,
    "custom.hideFrom": column.hidden === true ? { viz: true, legend: false, tooltip: false } : undefined,
    // From 12 on; the cell's options are what 11 reads.
    "custom.wrapText": column.wraps,
    "custom.align": isWords ? "left" : undefined,
    unit,
    decimals,
    min: bar && 0,
    max: bar?.max,
    thresholds: steps && { mode: "absolute", steps },
    mappings: texts && [{ type: "value", options: texts }, ...NO_CELL],
    "custom.cellOptions": cell,
    links: link && linksTo(link),
  };
  return Object.entries(properties).flatMap(([id, value]) => (value === undefined ? [] : [{ id, value }]));
}

function cellOf({ bar, steps, texts, wraps }: Column): object | undefined {
  if (wraps === true) {
    return { type: "auto", wrapText: true };
  }
  if (bar !== undefined) {
    return { type: "gauge", mode: "basic", valueDisplayMode: "text" };
  }
  return steps === undefined && texts === undefined ? undefined : { type: "color-text" };
}

// A list of links, or the text that stands for one until the values are known.
function linksTo(link: NonNullable<Column["link"]>): unknown {
  return typeof link === "string" ? linkToken(link) : [link];
}
