import type { HygieneFinding } from "../../src/inventory/hygieneFinding.ts";
import type { Row } from "../dashboard.ts";
import { ofAnyExporter } from "../foreignSelectors.ts";
import { barsPanel } from "../panels/barsPanel.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { SCRAPED } from "../selectors.ts";
import { FEW_ARE_GOOD } from "../thresholds.ts";

/** How each finding reads. */
const FINDINGS = {
  no_readiness_probe: { text: "no readiness probe", color: "red" },
  liveness_equals_readiness: { text: "liveness equals readiness", color: "orange" },
  no_pre_stop: { text: "no preStop hook", color: "yellow" },
  short_grace_period: { text: "grace period too short", color: "purple" },
} as const satisfies Readonly<Record<HygieneFinding, { text: string; color: string }>>;

const SERIES = ofAnyExporter("workload_hygiene");

/** Whose users would notice a roll-out. */
export const rolloutRow: Row = {
  title: "What a roll-out would interrupt",
  panels: [
    barsPanel({
      title: "Findings",
      description: "Containers behind a Service that a roll-out would interrupt, by what was found of them.",
      unit: "short",
      width: 8,
      query: { expr: `sort_desc(count by (finding) (${SERIES}))`, legend: "{{finding}}" },
      steps: FEW_ARE_GOOD,
      noValue: "None",
    }),
    tablePanel({
      title: "Containers",
      description:
        "Each container and what was found of it. Without a readiness probe it gets traffic too early; without a preStop hook, or time for it, it gets traffic that it no longer answers.",
      unit: "short",
      width: 16,
      queries: [{ expr: `count ${SCRAPED} (${SERIES})` }],
      columns: [
        { field: "finding", title: "Finding", width: 200, texts: FINDINGS },
        { field: "cluster", title: "Cluster" },
        { field: "namespace", title: "Namespace" },
        { field: "kind", title: "Kind", width: 110 },
        { field: "name", title: "Name", link: "workload" },
        { field: "container", title: "Container" },
      ],
      without: ["Value"],
      sort: { by: "Finding", descending: false },
      noValue: "None",
    }),
  ],
};
