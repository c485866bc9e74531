import type { RenderedFile } from "../src/chart/renderedFile.ts";
import type { Values } from "../src/chart/values.generated.ts";
import { BOARD_FILES, MERGE_DATA } from "./dashboardData.ts";
import { mergeDashboards } from "./mergeDashboards.ts";

/**
 * A file to import for each dashboard that the chart would deliver. Whether the chart delivers any
 * (`dashboards.enabled`) makes no difference.
 */
export function renderDashboards(values: Values): readonly RenderedFile[] {
  return mergeDashboards(BOARD_FILES, MERGE_DATA, values).map(({ slug, json }) => ({
    name: `${slug}.json`,
    text: `${JSON.stringify(json, null, 2)}\n`,
  }));
}
