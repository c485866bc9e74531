import { each, foreign, foreignInNamespace, ofAnyExporter, on } from "../foreignSelectors.ts";

const JOB = ["namespace", "job_name"];
const POD = ["namespace", "pod"];
const CLAIM = ["namespace", "persistentvolumeclaim"];
const DEPLOYMENT = ["namespace", "deployment"];

/** Seconds since each Job that no CronJob looks after succeeded or, as when it failed is not told, 0 for one that failed. */
export const FINISHED_JOBS = [
  "(",
  `  time() - ${each(JOB, foreignInNamespace("kube_job_status_completion_time"))}`,
  "    or",
  `  0 * (${each(JOB, foreignInNamespace("kube_job_failed", 'condition="true"'))} == 1)`,
  ")",
  `  unless ${on(JOB)} ${foreign("kube_job_owner", 'owner_kind="CronJob"')}`,
].join("\n");

/** Seconds since each Pod that failed, and is no Job's, was created. */
export const FAILED_PODS = [
  `time() - ${each(POD, foreignInNamespace("kube_pod_created"))}`,
  `  and ${on(POD)} (${foreign("kube_pod_status_phase", 'phase="Failed"')} == 1)`,
  `  unless ${on(POD)} ${foreign("kube_pod_info", 'created_by_kind="Job"')}`,
].join("\n");

/** Bytes that each claim asks for that no Pod refers to. Without any reference it is not known which have one. */
export const UNUSED_CLAIMS = [
  each(CLAIM, foreignInNamespace("kube_persistentvolumeclaim_resource_requests_storage_bytes")),
  `  unless ${on(CLAIM)} ${foreign("kube_pod_spec_volumes_persistentvolumeclaims_info")}`,
  `  and ${on([])} ${foreign("kube_pod_spec_volumes_persistentvolumeclaims_info")}`,
].join("\n");

/** Seconds since each Deployment was created that ran no pods during the whole time range. */
export const AT_ZERO = [
  `time() - ${each(DEPLOYMENT, foreignInNamespace("kube_deployment_created"))}`,
  `  and ${on(DEPLOYMENT)} (${each(DEPLOYMENT, `max_over_time(${foreign("kube_deployment_spec_replicas")}[$__range])`)} == 0)`,
].join("\n");

/** A series for each pull secret that nothing refers to. */
export const UNUSED_SECRETS = `count by (cluster, namespace, name) (${ofAnyExporter("unused_pull_secrets")})`;
