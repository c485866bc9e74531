import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { ScaleDistribution, ScaleDistributionConfigBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from "@grafana/grafana-foundation-sdk/heatmap";
import { heatmapQuery } from "../queries.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

interface HeatmapPanel extends PanelText {
  /** The increase of buckets, by `le`. */
  readonly expr: string;
}

/** How often each size occurred, over time. The unit is that of the size. */
export function heatmapPanel({ expr, ...text }: HeatmapPanel): Builder<Panel> {
  return described(new PanelBuilder(), { ...text, unit: "short" })
    .withTarget(heatmapQuery({ expr, legend: "{{le}}" }))
    .calculate(false)
    .color(new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme("Oranges").steps(64))
    .yAxis(new YAxisConfigBuilder().unit(text.unit))
    .scaleDistribution(new ScaleDistributionConfigBuilder().type(ScaleDistribution.Linear));
}
