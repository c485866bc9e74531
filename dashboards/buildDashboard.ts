import {
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  RowBuilder,
  type RowPanel,
  type Dashboard as SdkDashboard,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DASHBOARD_IDENTITIES, type DashboardName } from "../src/chart/dashboardIdentity.ts";
import type { Dashboard } from "./dashboard.ts";
import { siblingsLink } from "./links.ts";

/** Makes of a dashboard what Grafana imports, its panels numbered from 1 in the order in which they are seen. */
export function buildDashboard(name: DashboardName, dashboard: Dashboard): SdkDashboard {
  const { uid, title } = DASHBOARD_IDENTITIES[name];
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(dashboard.description)
    .tags([...dashboard.tags])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .variables([...dashboard.variables])
    .annotations([...dashboard.annotations])
    .link(siblingsLink());
  for (const { title: heading, collapsed = false, panels } of dashboard.rows) {
    const row = heading === undefined ? undefined : new RowBuilder(heading).collapsed(collapsed);
    if (collapsed) {
      for (const panel of panels) {
        row?.withPanel(panel);
      }
    }
    if (row !== undefined) {
      builder.withRow(row);
    }
    if (!collapsed) {
      for (const panel of panels) {
        builder.withPanel(panel);
      }
    }
  }
  return numbered(builder.build());
}

function numbered(dashboard: SdkDashboard): SdkDashboard {
  let id = 0;
  for (const panel of dashboard.panels ?? []) {
    panel.id = ++id;
    for (const inner of isRow(panel) ? panel.panels : []) {
      inner.id = ++id;
    }
  }
  return dashboard;
}

function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === "row";
}
