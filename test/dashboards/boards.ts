import { renderDashboards } from "../../dashboards/renderDashboards.ts";
import { DASHBOARD_IDENTITIES } from "../../src/chart/dashboardIdentity.ts";
import { VALUES_DEFAULTS, type Values } from "../../src/chart/values.generated.ts";

/** What of a dashboard's JSON tests look at. */
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly editable: boolean;
  readonly refresh: string;
  readonly timezone: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly panels: readonly (Panel | RowPanel)[];
  readonly templating: { readonly list: readonly Variable[] };
  readonly annotations: { readonly list: readonly { readonly expr: string }[] };
  readonly links: readonly Readonly<Record<string, unknown>>[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface RowPanel {
  readonly id: number;
  readonly type: "row";
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: Place;
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description: string;
  readonly gridPos: Place;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly targets: readonly Target[];
  readonly options: { readonly textMode?: string; readonly reduceOptions?: { readonly fields?: string } };
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit?: string;
      readonly mappings?: readonly unknown[];
      readonly links?: readonly DataLink[];
      readonly noValue?: string;
    };
    readonly overrides: readonly {
      readonly matcher: { readonly id: string; readonly options: string };
      readonly properties: readonly { readonly id: string; readonly value: unknown }[];
    }[];
  };
}

export interface DataLink {
  readonly title: string;
  readonly url: string;
}

export interface Target {
  readonly expr: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: string;
  readonly legendFormat: string;
  readonly refId: string;
  readonly datasource: { readonly type: string; readonly uid: string };
}

export interface Variable {
  readonly type: string;
  readonly name: string;
  readonly label: string;
  readonly query: string;
  readonly refresh?: number;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly datasource?: { readonly uid: string };
}

/** The values with everything that there is switched on, and more laid over them. */
export function fullValues(more: Partial<Values["dashboards"]> = {}): Values {
  return {
    ...VALUES_DEFAULTS,
    hygiene: { ...VALUES_DEFAULTS.hygiene, enabled: true },
    dashboards: {
      ...VALUES_DEFAULTS.dashboards,
      links: { workload: "https://w.example.com/$namespace/$kind/$name", registry: "https://$registry" },
      ...more,
    },
  };
}

/** The dashboards as they are imported. */
export function boardsOf(values: Values = fullValues()): readonly Board[] {
  return renderDashboards(values).map(({ text }) => JSON.parse(text) as Board);
}

/** Every panel that shows something, those in rows that are closed included. */
export function panelsOf({ panels }: Board): readonly Panel[] {
  return panels.flatMap((panel) => (isRow(panel) ? panel.panels : panel));
}

export function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === "row";
}

/** `Title of the dashboard: title of the panel A`, for every query. */
export function targetsOf(
  board: Board,
): readonly { readonly name: string; readonly panel: Panel; readonly target: Target }[] {
  return panelsOf(board).flatMap((panel) =>
    panel.targets.map((target) => ({
      name: `${board.title}: ${panel.title} ${target.refId}`,
      panel,
      target,
    })),
  );
}

export const UIDS: readonly string[] = Object.values(DASHBOARD_IDENTITIES).map(({ uid }) => uid);
