import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
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
import type { DynamicConfigValue, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import { type Query, rangeQueries } from "../queries.ts";
import { type Steps, thresholds } from "../thresholds.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

interface TimelinePanel extends PanelText {
  readonly queries: readonly Query[];
  /** Whether the series add up to something. */
  readonly stacked?: boolean;
  /** Lines drawn where the trouble begins. */
  readonly steps?: Steps;
  readonly max?: number;
  /** Colour of each series, by its legend. */
  readonly colors?: Readonly<Record<string, string>>;
}

/** Lines over time. */
export function timelinePanel({
  queries,
  stacked,
  steps,
  max,
  colors = {},
  ...text
}: TimelinePanel): Builder<Panel> {
  const panel = described(new PanelBuilder(), text)
    .targets(rangeQueries(queries))
    .min(0)
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
  if (steps !== undefined) {
    panel
      .thresholds(thresholds(steps))
      .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
  }
  for (const [legend, color] of Object.entries(colors)) {
    panel.overrideByName(legend, fixedColor(color));
  }
  return panel;
}

function fixedColor(color: string): DynamicConfigValue[] {
  return [{ id: "color", value: { mode: "fixed", fixedColor: color } }];
}
