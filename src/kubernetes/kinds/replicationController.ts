import type { WorkloadObject } from "../../inventory/model.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { isScaledToZero, workloadKind } from "./workload.ts";

export function replicationControllerKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "/ReplicationController",
      basePath: "/api/v1",
      plural: "replicationcontrollers",
      isDisabled: isScaledToZero,
    },
    context,
  );
}
