import { WORKLOAD_COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { ofAnyExporter } from "../foreignSelectors.ts";
import { noRows } from "../nothing.ts";
import { barsPanel } from "../panels/barsPanel.ts";
import { tablePanel } from "../panels/tablePanel.ts";
import { FINDING_TEXTS } from "../texts.ts";
import { FEW_ARE_GOOD } from "../thresholds.ts";

const SERIES = ofAnyExporter("workload_hygiene");

const FINDING = { field: "finding", title: "Finding", width: 200, texts: FINDING_TEXTS } as const;

const NO_FINDING = noRows("No roll-out would interrupt anything, hygiene of workloads is not looked at");

/** Whose users would notice a roll-out. */
export const rolloutRow: Row = {
  title: "What a roll-out would interrupt",
  panels: [
    barsPanel({
      title: "Findings",
      description: "Containers behind a Service that a roll-out would interrupt, by what was found of them.",
      unit: "short",
      width: 8,
      expr: `count by (finding) (${SERIES})`,
      names: [FINDING],
      value: "Containers",
      steps: FEW_ARE_GOOD,
      noValue: NO_FINDING,
    }),
    tablePanel({
      title: "Containers",
      description:
        "Each container and what was found of it. Without a readiness probe it gets traffic too early; without a preStop hook, or time for it, it gets traffic that it no longer answers.",
      unit: "short",
      width: 16,
      queries: [{ expr: `count by (cluster, namespace, kind, name, container, finding) (${SERIES})` }],
      columns: [FINDING, ...WORKLOAD_COLUMNS, { field: "container", title: "Container" }],
      without: ["Value"],
      sort: { by: "Finding", descending: false },
      noValue: NO_FINDING,
    }),
  ],
};
