import type { Alert, AlertName } from "./alert.ts";
import { lately, metric, SCRAPE } from "./expressions.ts";
import { each, type ForeignSelector, on } from "./foreignExpressions.ts";

const JOB = ["namespace", "job_name"] as const;
const POD = ["namespace", "pod"] as const;
const CLAIM = ["namespace", "persistentvolumeclaim"] as const;
const DEPLOYMENT = ["namespace", "deployment"] as const;

// A person clears up a namespace, not one object of a thousand.
const perNamespace = (...lines: readonly string[]) =>
  ["count by (cluster, namespace) (", indented(lines.join("\n")), ") >= 1"].join("\n");

const indented = (expr: string) => expr.replaceAll(/^/gm, "  ");

/** Where there is no time of an end: what is so now, and was so as many hours ago as the threshold says. */
const sinceThreshold = (labels: readonly string[], selector: ForeignSelector) =>
  [
    `${each(labels, lately(selector))} == 1`,
    `  and ${on(labels)}`,
    `${each(labels, lately(selector, "offset $thresholdh"))} == 1`,
  ].join("\n");

// How many of them are kept, a CronJob says.
const FINISHED_JOBS = perNamespace(
  "(",
  `  time() - ${each(JOB, lately("kube_job_status_completion_time"))} > 3600 * $threshold`,
  "    or",
  indented(sinceThreshold(JOB, 'kube_job_failed{condition="true"}')),
  ")",
  `  unless ${on(JOB)} ${lately('kube_job_owner{owner_kind="CronJob"}')}`,
);

const FAILED_PODS = perNamespace(
  sinceThreshold(POD, 'kube_pod_status_phase{phase="Failed"}'),
  // They are there as long as their Job.
  `  unless ${on(POD)} ${lately('kube_pod_info{created_by_kind="Job"}')}`,
);

const REFERENCES = "kube_pod_spec_volumes_persistentvolumeclaims_info[$thresholdh:10m]";
const UNUSED_CLAIMS = perNamespace(
  each(CLAIM, lately("kube_persistentvolumeclaim_info")),
  `  and ${on(CLAIM)} ${lately("kube_persistentvolumeclaim_info", "offset $thresholdh")}`,
  `  unless ${on(CLAIM)} count_over_time(${REFERENCES})`,
  // Without any reference it is not known which claims have one.
  `  and ${on([])} count_over_time(${REFERENCES})`,
);

const AT_ZERO = perNamespace(
  `${each(DEPLOYMENT, lately("kube_deployment_spec_replicas"))} == 0`,
  `  and ${on(DEPLOYMENT)}`,
  `${each(DEPLOYMENT, "max_over_time(kube_deployment_spec_replicas[$thresholdh:1h])")} == 0`,
  `  and ${on(DEPLOYMENT)} ${lately("kube_deployment_spec_replicas", "offset $thresholdh")}`,
);

const UNUSED_SECRETS = `count without (name) (\n  max without (${SCRAPE}) (${lately(metric("unused_pull_secrets"))})\n)`;

/** What a janitor would sweep. Nothing here does: whoever looks decides. */
export const LEFTOVER_ALERTS = {
  FinishedJobsKept: {
    summary: "{{ $value }} finished Job(s) are left over in namespace {{ $labels.namespace }}",
    description:
      "{{ $value }} Job(s) in {{ $labels.namespace }}, none of them a CronJob's, have been finished for long and are still there, with their Pods. spec.ttlSecondsAfterFinished would have the cluster clear them up.",
    bands: [{ expr: FINISHED_JOBS }],
  },
  FailedPodsKept: {
    summary: "{{ $value }} failed Pod(s) are left over in namespace {{ $labels.namespace }}",
    description:
      "{{ $value }} Pod(s) in {{ $labels.namespace }}, none of them a Job's, failed or were evicted long ago and are still there. Once it is known why, they can go.",
    bands: [{ expr: FAILED_PODS }],
  },
  ClaimsUnused: {
    summary: "{{ $value }} volume claim(s) in namespace {{ $labels.namespace }} are used by no Pod",
    description:
      "No Pod has referred to {{ $value }} PersistentVolumeClaim(s) in {{ $labels.namespace }} for long. Their volumes are kept, and paid for.",
    bands: [{ expr: UNUSED_CLAIMS }],
  },
  DeploymentsLongAtZero: {
    summary: "{{ $value }} Deployment(s) in namespace {{ $labels.namespace }} have long been scaled to zero",
    description:
      "{{ $value }} Deployment(s) in {{ $labels.namespace }} have run no Pod for long. Their images may be gone by the time somebody scales them up.",
    bands: [{ expr: AT_ZERO }],
  },
  PullSecretsUnused: {
    summary: "{{ $value }} pull secret(s) in namespace {{ $labels.namespace }} are used by nothing",
    description:
      "Nothing refers to {{ $value }} pull secret(s) in {{ $labels.namespace }}. Credentials that nobody needs can only leak.",
    bands: [{ expr: `${UNUSED_SECRETS} >= $threshold` }],
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
