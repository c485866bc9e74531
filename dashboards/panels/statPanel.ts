import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { NO_DATA } from "../nothing.ts";
import { instantQueries, type Query } from "../queries.ts";
import { type Steps, thresholds } from "../thresholds.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

interface StatPanel extends PanelText {
  /** A number each. A legend stands beside its number: whose it is, or of what. */
  readonly queries: readonly Query[];
  readonly steps: Steps;
  /** Digits after the point. Default: as many as the value needs. */
  readonly decimals?: number;
}

/** Numbers that are so now, their background coloured; grey where there is none. */
export function statPanel({ queries, steps, decimals, ...text }: StatPanel): Builder<Panel> {
  const named = queries.some(({ legend }) => legend !== undefined);
  const panel = described(new PanelBuilder(), { height: 4, ...text })
    .targets(instantQueries(queries))
    .noValue("No data")
    .mappings([...NO_DATA])
    .thresholds(thresholds(steps))
    .colorMode(BigValueColorMode.Background)
    .graphMode(BigValueGraphMode.None)
    .textMode(named ? BigValueTextMode.ValueAndName : BigValueTextMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]));
  return decimals === undefined ? panel : panel.decimals(decimals);
}
