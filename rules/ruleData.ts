import { dashboardPath } from "../src/chart/dashboardIdentity.ts";
import type { AlertName, Band, GroupOptions } from "./alert.ts";
import { ALERT_GROUPS } from "./catalogue.ts";
import { RECORDINGS } from "./recordings.ts";

const GROUP = "k8s-image-availability-exporter";

/** A rule before the values are laid over it. */
export type RuleDatum =
  | { readonly record: string; readonly expr: string }
  | {
      readonly alert: AlertName;
      readonly expr: string;
      readonly severity?: NonNullable<Band["severity"]>;
      readonly onlyWhile?: NonNullable<Band["onlyWhile"]>;
      readonly annotations: Readonly<Record<"summary" | "description", string>>;
    };

export interface GroupDatum extends GroupOptions {
  readonly name: string;
  /** What `$dashboard` stands for in the address of the alerts' dashboard. */
  readonly dashboard?: string;
  readonly rules: readonly RuleDatum[];
}

/** The rules as the chart's template and `render rules` merge them with the values. */
export const RULE_DATA: readonly GroupDatum[] = [
  { name: `${GROUP}.recording`, rules: RECORDINGS },
  ...ALERT_GROUPS.map(([name, alerts, board, options]) => ({
    name: `${GROUP}.${name}`,
    ...options,
    dashboard: dashboardPath(board),
    rules: Object.entries(alerts).flatMap(([alert, { summary, description, bands }]) =>
      bands.map(({ expr, severity, onlyWhile, remark }) => ({
        alert: alert as AlertName,
        expr,
        ...(severity === undefined ? {} : { severity }),
        ...(onlyWhile === undefined ? {} : { onlyWhile }),
        annotations: {
          summary,
          description: remark === undefined ? description : `${remark} ${description}`,
        },
      })),
    ),
  })),
];
