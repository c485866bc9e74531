import { PanelBuilder } from "@grafana/grafana-foundation-sdk/bargauge";
import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BarGaugeDisplayMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { DashboardLinkBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { instantQueries, type Query } from "../queries.ts";
import { type Steps, thresholds } from "../thresholds.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

export interface BarsPanel extends PanelText {
  readonly query: Query;
  readonly steps: Steps;
  readonly noValue: string;
  /** Where a bar is full. Default: at the largest value. */
  readonly max?: number;
  /** Where a click on a bar leads. */
  readonly link?: { readonly title: string; readonly url: string };
}

/** What is so now, a bar for each series. */
export function barsPanel({ query, steps, noValue, max, link, ...text }: BarsPanel): Builder<Panel> {
  const panel = described(new PanelBuilder(), text)
    .targets(instantQueries([query]))
    .min(0)
    .noValue(noValue)
    .thresholds(thresholds(steps))
    .displayMode(BarGaugeDisplayMode.Basic)
    .orientation(VizOrientation.Horizontal)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]));
  if (max !== undefined) {
    panel.max(max);
  }
  return link !== undefined ? panel.dataLinks([new DashboardLinkBuilder(link.title).url(link.url)]) : panel;
}
