import type { WorkloadObject } from "../../inventory/model.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { isScaledToZero, workloadKind } from "./workload.ts";

export function statefulSetKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "apps/StatefulSet",
      basePath: "/apis/apps/v1",
      plural: "statefulsets",
      isDisabled: isScaledToZero,
    },
    context,
  );
}
