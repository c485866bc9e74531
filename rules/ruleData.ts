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
      readonly isLess?: true;
      /** Whether it is there with `severityByReplicas`, and which half then; else always. */
      readonly replicas?: "any" | "few" | "many";
      readonly annotations: Readonly<Record<"summary" | "description", string>>;
    };

function byReplicas(band: Band): readonly (Band & { readonly replicas?: "any" | "few" | "many" })[] {
  const { expr, lessWhere } = band;
  return lessWhere === undefined
    ? [band]
    : [
        { ...band, replicas: "any" },
        { ...band, replicas: "few", expr: `(\n${expr}\n) unless ${lessWhere}` },
        { ...band, replicas: "many", expr: `(\n${expr}\n) and ${lessWhere}` },
      ];
}

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
      bands.flatMap(byReplicas).map(({ expr, severity, onlyWhile, isLess, remark, replicas }) => ({
        alert: alert as AlertName,
        expr,
        ...(replicas === undefined ? {} : { replicas }),
        ...(severity === undefined ? {} : { severity }),
        ...(onlyWhile === undefined ? {} : { onlyWhile }),
        ...(isLess === undefined ? {} : { isLess }),
        annotations: {
          summary,
          description: remark === undefined ? description : `${remark} ${description}`,
        },
      })),
    ),
  })),
];
