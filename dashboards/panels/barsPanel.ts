import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Steps } from "../thresholds.ts";
import type { PanelText } from "./panelText.ts";
import { type Column, tablePanel } from "./tablePanel.ts";

interface BarsPanel extends PanelText {
  readonly expr: string;
  /** Labels that say whose bar it is. */
  readonly names: readonly Column[];
  /** What the bar's length is. */
  readonly value: string;
  readonly steps: Steps;
  readonly noValue: string;
  /** Where a bar is full. Default: at the largest value. */
  readonly max?: number;
}

/**
 * What is so now, a bar for each series, the longest first. A table: Grafana's bar gauge puts names beside or above
 * bars, large or small, as their number and length have it, and draws a bar where there is none.
 */
export function barsPanel({ expr, names, value, steps, noValue, max, ...text }: BarsPanel): Builder<Panel> {
  return tablePanel({
    ...text,
    queries: [{ expr }],
    columns: [
      ...names,
      {
        field: "Value",
        title: value,
        unit: text.unit,
        decimals: 0,
        steps,
        bar: max === undefined ? {} : { max },
      },
    ],
    sort: { by: value, descending: true },
    noValue,
  });
}
