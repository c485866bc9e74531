import type { WorkloadObject } from "../../inventory/model.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { isScaledToZero, workloadKind } from "./workload.ts";

export function replicaSetKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "apps/ReplicaSet",
      basePath: "/apis/apps/v1",
      plural: "replicasets",
      isDisabled: isScaledToZero,
    },
    context,
  );
}
