import type { Alert, AlertName } from "./alert.ts";
import { containerBands, metric } from "./expressions.ts";

/**
 * An alert of the original exporter, with the labels of both its generations: `name`, and the kind holding the name. As
 * there, it holds whatever the reason, a registry's outage included.
 */
function original(kind: string, label: string): Alert {
  const workload = `${kind} {{ $labels.namespace }}/{{ $labels.name }}`;
  return {
    summary: `Image {{ $labels.image }} of ${workload} is unavailable`,
    description: `The image {{ $labels.image }} of the ${workload} cannot be pulled from {{ $labels.registry }}. A pod that is created anew on a node without the image will not start.`,
    bands: containerBands(`${metric("unavailable")}{kind="${label}"}`, {
      without: ["reason"],
      shape: (expr) => `label_replace(${expr}, "${label}", "$1", "name", "(.+)")`,
    }),
  };
}

/** For those who come from the original exporter and route or silence by its alerts' names. */
export const ORIGINAL_ALERTS = {
  DeploymentImageUnavailable: original("Deployment", "deployment"),
  StatefulSetImageUnavailable: original("StatefulSet", "statefulset"),
  DaemonSetImageUnavailable: original("DaemonSet", "daemonset"),
  CronJobImageUnavailable: original("CronJob", "cronjob"),
} as const satisfies Partial<Record<AlertName, Alert>>;
