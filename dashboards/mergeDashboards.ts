import { DASHBOARD_IDENTITIES, type DashboardName } from "../src/chart/dashboardIdentity.ts";
import type { Values } from "../src/chart/values.generated.ts";
import type { MergeData } from "./dashboardData.ts";

/** A dashboard as Grafana imports it. */
export interface MergedDashboard {
  /** Of its file, without an ending. */
  readonly slug: string;
  readonly json: Readonly<Record<string, unknown>>;
}

type RenderedValues = Pick<Values, "dashboards" | "hygiene" | "rules">;

/**
 * Lays the values over the dashboards, as chart/templates/_dashboards.tpl does: a test holds the two together.
 *
 * @param boards the generated files
 * @param values with every default filled in
 */
export function mergeDashboards(
  boards: Readonly<Record<DashboardName, object>>,
  data: MergeData,
  values: RenderedValues,
): readonly MergedDashboard[] {
  const { dashboards, hygiene } = values;
  return (Object.keys(DASHBOARD_IDENTITIES) as DashboardName[]).flatMap((name) => {
    const knobs = dashboards.boards[name];
    if (!knobs.enabled || (name === "clusterHygiene" && !hygiene.enabled)) {
      return [];
    }
    const { slug, title } = DASHBOARD_IDENTITIES[name];
    const board = JSON.parse(withTexts(JSON.stringify(boards[name]), data, values)) as {
      readonly tags: readonly string[];
    };
    const json = {
      ...board,
      title: dashboards.titlePrefix + title,
      tags: [...board.tags, ...dashboards.tags, ...knobs.tags],
      timezone: dashboards.timezone,
      refresh: knobs.refresh || dashboards.refresh,
      time: { from: knobs.from || dashboards.from, to: "now" },
    };
    return { slug, json };
  });
}

function withTexts(board: string, { links, recordingRules }: MergeData, values: RenderedValues): string {
  const addresses: Readonly<Record<string, string>> = {
    ...values.dashboards.links,
    runbook: values.rules.runbookUrl,
  };
  let text = board;
  for (const [link, { title, fields }] of Object.entries(links)) {
    text = text.replaceAll(JSON.stringify(`@links.${link}@`), () =>
      JSON.stringify(dataLinks(title, addresses[link] ?? "", fields)),
    );
  }
  if (!values.dashboards.recordingRules) {
    return text;
  }
  for (const [expr, recorded] of Object.entries(recordingRules)) {
    text = text.replaceAll(expr, () => recorded);
  }
  return text;
}

// A name that begins like another one comes after it.
function dataLinks(title: string, address: string, fields: readonly string[]): readonly object[] {
  if (address === "") {
    return [];
  }
  const url = fields
    .toSorted((a, b) => (a < b ? 1 : -1))
    .reduce((text, field) => text.replaceAll(`$${field}`, () => `\${__data.fields.${field}}`), address);
  return [{ title, url, targetBlank: true }];
}
