import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { type Query, rangeQueries } from "../queries.ts";
import type { Texts } from "../texts.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

interface TimelinePanel extends PanelText {
  readonly queries: readonly Query[];
  /** Whether the series add up to something. */
  readonly stacked?: boolean;
  /** Which series is a limit that it hurts to cross: an expression, on legends. */
  readonly limit?: RegExp;
  readonly max?: number;
  /** The least that the axis reaches up to, so that next to nothing looks like it. Default: 1. */
  readonly softMax?: number;
  /** What stands there when there is no series. Default: Grafana's words for no data. */
  readonly noValue?: string;
  /** How each series reads, by its legend. */
  readonly texts?: Texts;
  /** Colours of series, shades of one each: by expressions on legends, the last that matches. */
  readonly shades?: readonly (readonly [legend: RegExp, color: string])[];
}

/** Lines over time. */
export function timelinePanel({
  queries,
  stacked,
  limit,
  max,
  softMax = 1,
  noValue,
  texts = {},
  shades = [],
  ...text
}: TimelinePanel): Builder<Panel> {
  const panel = described(new PanelBuilder(), text)
    .targets(rangeQueries(queries))
    .min(0)
    .axisSoftMax(softMax)
    .lineWidth(stacked === true ? 0 : 1)
    .fillOpacity(stacked === true ? 80 : 10)
    .showPoints(VisibilityMode.Never)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .showLegend(true),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  if (stacked === true) {
    panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
  }
  if (max !== undefined) {
    panel.max(max);
  }
  if (noValue !== undefined) {
    panel.noValue(noValue);
  }
  for (const [legend, color] of shades) {
    panel.overrideByRegexp(String(legend), [{ id: "color", value: { mode: "shades", fixedColor: color } }]);
  }
  for (const [legend, { text: words, color }] of Object.entries(texts)) {
    panel.overrideByName(legend, [
      { id: "displayName", value: words },
      { id: "color", value: { mode: "fixed", fixedColor: color } },
    ]);
  }
  if (limit !== undefined) {
    panel.overrideByRegexp(String(limit), [
      { id: "color", value: { mode: "fixed", fixedColor: "red" } },
      { id: "custom.lineStyle", value: { fill: "dash", dash: [8, 8] } },
      { id: "custom.fillOpacity", value: 0 },
    ]);
  }
  return panel;
}
