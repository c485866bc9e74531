import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { statPanel } from "./panels/statPanel.ts";
import { tablePanel } from "./panels/tablePanel.ts";
import { inNamespace, own, SCRAPED } from "./selectors.ts";
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
    expr: `max((time() - ${own("oldest_check_timestamp_seconds")}) / ${own("recheck_window_seconds")})`,
    steps: rising(1.5, 3),
  });
}

/** Pull secrets that stop pods, or do nothing for them. */
export function pullSecretsPanel(width: number, height?: number): Builder<Panel> {
  const secrets = (key: "invalid_pull_secrets" | "missing_pull_secrets", alert: string) =>
    `label_replace(count ${SCRAPED} (${inNamespace(key)}), "alert", "${alert}", "", "")`;
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
        field: "alert",
        title: "What",
        width: 180,
        texts: {
          PullSecretInvalid: { color: "red", text: "cannot be parsed" },
          PullSecretMissing: { color: "orange", text: "does not exist" },
        },
        link: "runbook",
      },
      { field: "cluster", title: "Cluster" },
      { field: "namespace", title: "Namespace" },
      { field: "name", title: "Secret" },
    ],
    without: ["Value"],
    sort: { by: "What", descending: false },
    noValue: "None",
  });
}
