import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { instantQueries } from "../queries.ts";
import { type Steps, thresholds } from "../thresholds.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

interface StatPanel extends PanelText {
  readonly expr: string;
  readonly steps: Steps;
  /** Digits after the point. Default: as many as the value needs. */
  readonly decimals?: number;
}

/** One number that is so now, its background coloured. */
export function statPanel({ expr, steps, decimals, ...text }: StatPanel): Builder<Panel> {
  const panel = described(new PanelBuilder(), { height: 4, ...text })
    .targets(instantQueries([{ expr }]))
    .noValue("No data")
    .thresholds(thresholds(steps))
    .colorMode(BigValueColorMode.Background)
    .graphMode(BigValueGraphMode.None)
    .textMode(BigValueTextMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]));
  return decimals === undefined ? panel : panel.decimals(decimals);
}
