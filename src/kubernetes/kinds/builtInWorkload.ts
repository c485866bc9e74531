import type { WorkloadObject } from "../../inventory/model.ts";
import { cronJobKind } from "./cronJob.ts";
import { daemonSetKind } from "./daemonSet.ts";
import { deploymentKind } from "./deployment.ts";
import { jobKind } from "./job.ts";
import { podKind } from "./pod.ts";
import { replicaSetKind } from "./replicaSet.ts";
import { replicationControllerKind } from "./replicationController.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { statefulSetKind } from "./statefulSet.ts";

/** The values of `config.workloads.kinds`. */
export type BuiltInWorkload =
  | "Deployment"
  | "StatefulSet"
  | "DaemonSet"
  | "CronJob"
  | "Job"
  | "ReplicaSet"
  | "ReplicationController"
  | "Pod";

const KINDS = {
  Deployment: deploymentKind,
  StatefulSet: statefulSetKind,
  DaemonSet: daemonSetKind,
  CronJob: cronJobKind,
  Job: jobKind,
  ReplicaSet: replicaSetKind,
  ReplicationController: replicationControllerKind,
  Pod: podKind,
} as const satisfies Record<BuiltInWorkload, (context: ProjectionContext) => ResourceKind<WorkloadObject>>;

export function builtInWorkloadKind(
  kind: BuiltInWorkload,
  context: ProjectionContext,
): ResourceKind<WorkloadObject> {
  return KINDS[kind](context);
}
