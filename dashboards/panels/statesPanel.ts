import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import { VisibilityMode } from "@grafana/grafana-foundation-sdk/common";
import { MappingType, type Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/statetimeline";
import { type Query, rangeQueries } from "../queries.ts";
import { described } from "./described.ts";
import type { PanelText } from "./panelText.ts";

interface StatesPanel extends PanelText {
  readonly queries: readonly Query[];
  /** What each value is called, and its colour. */
  readonly states: Readonly<Record<number, { readonly text: string; readonly color: string }>>;
}

/** In which state each series was, over time. */
export function statesPanel({ queries, states, ...text }: StatesPanel): Builder<Panel> {
  return described(new PanelBuilder(), text)
    .targets(rangeQueries(queries))
    .mappings([{ type: MappingType.ValueToText, options: { ...states } }])
    .showValue(VisibilityMode.Never)
    .mergeValues(true);
}
