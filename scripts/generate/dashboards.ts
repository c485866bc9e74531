import type { Generator } from "./generator.ts";

/**
 * chart/files/dashboards/: the dashboards before the values are laid over them, and chart/files/dashboards.json: what
 * laying the values over them takes.
 */
export const dashboardsGenerator: Generator = {
  name: "dashboards of the chart",
  async generate() {
    // Only now: their types come from the generator of the values.
    const { DASHBOARDS } = await import("../../dashboards/catalogue.ts");
    const { buildDashboard } = await import("../../dashboards/buildDashboard.ts");
    const { ADDRESSED_LINKS } = await import("../../dashboards/links.ts");
    const { CONTAINERS, RECORDED_CONTAINERS } = await import("../../dashboards/selectors.ts");
    const { DASHBOARD_IDENTITIES } = await import("../../src/chart/dashboardIdentity.ts");
    const data = {
      boards: DASHBOARD_IDENTITIES,
      links: ADDRESSED_LINKS,
      // As they stand in the files: within JSON's texts.
      recordingRules: { [inText(CONTAINERS)]: inText(RECORDED_CONTAINERS) },
    };
    const boards = Object.entries(DASHBOARDS) as [keyof typeof DASHBOARDS, (typeof DASHBOARDS)["exporter"]][];
    return [
      { path: "chart/files/dashboards.json", text: jsonText(data) },
      ...boards.map(([name, dashboard]) => ({
        path: `chart/files/dashboards/${DASHBOARD_IDENTITIES[name].slug}.json`,
        text: jsonText(buildDashboard(name, dashboard)),
      })),
    ];
  },
};

function jsonText(data: unknown): string {
  return `${JSON.stringify(data, null, 1)}\n`;
}

function inText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
