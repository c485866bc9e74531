import { COLUMNS } from "../columns.ts";
import type { Row } from "../dashboard.ts";
import { noRows } from "../nothing.ts";
import { type Column, tablePanel } from "../panels/tablePanel.ts";
import { AT_ZERO, FAILED_PODS, FINISHED_JOBS, UNUSED_CLAIMS, UNUSED_SECRETS } from "./leftovers.ts";

// Grafana's own units go on to weeks and years.
const DAYS = { unit: "suffix:days", decimals: 0 } as const;
const inDays = (seconds: string) => `(${seconds}) / 86400`;

const leftOver = (
  title: string,
  description: string,
  expr: string,
  name: Column,
  value: Omit<Column, "field"> | undefined,
  width = 12,
) =>
  tablePanel({
    title,
    description,
    unit: "short",
    width,
    height: 7,
    queries: [{ expr }],
    columns: [
      COLUMNS.cluster,
      COLUMNS.namespace,
      name,
      ...(value === undefined ? [] : [{ field: "Value", width: 130, ...value }]),
    ],
    without: value === undefined ? ["Value"] : [],
    sort:
      value === undefined ? { by: "Namespace", descending: false } : { by: value.title, descending: true },
    noValue: noRows("None"),
  });

/** What is of no use any more. Nothing here takes it away: whoever looks decides. */
export const leftoversRow: Row = {
  title: "What a janitor would sweep",
  panels: [
    leftOver(
      "Finished Jobs",
      "Jobs that have finished and that no CronJob looks after; 0 days for one that failed, as it is not told when. spec.ttlSecondsAfterFinished would have the cluster clear them up.",
      inDays(FINISHED_JOBS),
      { field: "job_name", title: "Job" },
      { title: "Finished for", ...DAYS },
    ),
    leftOver(
      "Failed Pods",
      "Pods that failed or were evicted and are still there. Once it is known why, they can go.",
      inDays(FAILED_PODS),
      { field: "pod", title: "Pod" },
      { title: "Age", ...DAYS },
    ),
    leftOver(
      "Claims that no Pod uses",
      "PersistentVolumeClaims that no Pod refers to now. Their volumes are kept, and paid for.",
      UNUSED_CLAIMS,
      { field: "persistentvolumeclaim", title: "Claim" },
      { title: "Asked for", unit: "bytes" },
    ),
    leftOver(
      "Deployments at zero",
      "Deployments that ran no pods during the whole time range. Their images may be gone by the time somebody scales them up.",
      inDays(AT_ZERO),
      { field: "deployment", title: "Deployment" },
      { title: "Age", ...DAYS },
    ),
    leftOver(
      "Unused pull secrets",
      "Pull secrets that no workload and no ServiceAccount refers to. Credentials that nobody needs can only leak.",
      UNUSED_SECRETS,
      { field: "name", title: "Secret" },
      undefined,
      24,
    ),
  ],
};
