import type { Row } from "../dashboard.ts";
import { type Column, tablePanel } from "../panels/tablePanel.ts";
import { AT_ZERO, FAILED_PODS, FINISHED_JOBS, UNUSED_CLAIMS, UNUSED_SECRETS } from "./leftovers.ts";

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
    unit: value?.unit ?? "short",
    width,
    height: 7,
    queries: [{ expr }],
    columns: [
      { field: "cluster", title: "Cluster" },
      { field: "namespace", title: "Namespace" },
      name,
      ...(value === undefined ? [] : [{ field: "Value", ...value }]),
    ],
    without: value === undefined ? ["Value"] : [],
    sort:
      value === undefined ? { by: "Namespace", descending: false } : { by: value.title, descending: true },
    noValue: "None",
  });

/** What is of no use any more. Nothing here takes it away: whoever looks decides. */
export const leftoversRow: Row = {
  title: "What a janitor would sweep",
  panels: [
    leftOver(
      "Finished Jobs",
      "Jobs that have finished and that no CronJob looks after; 0 s for one that failed, as it is not told when. spec.ttlSecondsAfterFinished would have the cluster clear them up.",
      FINISHED_JOBS,
      { field: "job_name", title: "Job" },
      { title: "Finished for", unit: "s" },
    ),
    leftOver(
      "Failed Pods",
      "Pods that failed or were evicted and are still there. Once it is known why, they can go.",
      FAILED_PODS,
      { field: "pod", title: "Pod" },
      { title: "Age", unit: "s" },
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
      AT_ZERO,
      { field: "deployment", title: "Deployment" },
      { title: "Age", unit: "s" },
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
