import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { COLUMNS } from "./columns.ts";
import { noRows } from "./nothing.ts";
import { statPanel } from "./panels/statPanel.ts";
import { tablePanel } from "./panels/tablePanel.ts";
import { inNamespace, own } from "./selectors.ts";
import { rising } from "./thresholds.ts";

/** Whether what the dashboards say is of now. */
export function oldestCheckPanel(width: number): Builder<Panel> {
  return statPanel({
    title: "Oldest check",
    description:
      "Age of the oldest verdict as a share of config.schedule.recheckWindow. Up to 100 % every image is checked in time; far beyond, verdicts are out of date: see the dashboard of the exporter.",
    unit: "percentunit",
    decimals: 0,
    width,
    queries: [
      {
        expr: `max((time() - ${own("oldest_check_timestamp_seconds")}) / ${own("recheck_window_seconds")})`,
        legend: "of the window",
      },
    ],
    steps: rising(1.5, 3),
  });
}

/** Pull secrets that stop pods, or do nothing for them. */
export function pullSecretsPanel(width: number, height?: number): Builder<Panel> {
  const secrets = (key: "invalid_pull_secrets" | "missing_pull_secrets", alert: string) =>
    `label_replace(label_replace(count by (cluster, namespace, name) (${inNamespace(key)}), "alert", "${alert}", "", ""), "found", "${key}", "", "")`;
  return tablePanel({
    title: "Pull secrets in trouble",
    description:
      "Pull secrets that workloads or ServiceAccounts name and that do not exist (the kubelet passes over them) or cannot be parsed (the kubelet pulls nothing for pods that name them).",
    unit: "short",
    width,
    ...(height === undefined ? {} : { height }),
    queries: [
      {
        expr: `${secrets("invalid_pull_secrets", "PullSecretInvalid")}\nor\n${secrets("missing_pull_secrets", "PullSecretMissing")}`,
      },
    ],
    columns: [
      {
        field: "found",
        title: "What",
        width: 160,
        texts: {
          invalid_pull_secrets: { color: "red", text: "cannot be parsed" },
          missing_pull_secrets: { color: "orange", text: "does not exist" },
        },
        link: "runbook",
      },
      COLUMNS.cluster,
      COLUMNS.namespace,
      { field: "name", title: "Secret" },
      { field: "alert", title: "Alert", hidden: true },
    ],
    without: ["Value"],
    sort: { by: "What", descending: false },
    noValue: noRows("All that are named are there and can be parsed"),
  });
}
