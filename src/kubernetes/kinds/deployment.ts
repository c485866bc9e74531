import type { WorkloadObject } from "../../inventory/model.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { isScaledToZero, workloadKind } from "./workload.ts";

export function deploymentKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "apps/Deployment",
      basePath: "/apis/apps/v1",
      plural: "deployments",
      isDisabled: isScaledToZero,
    },
    context,
  );
}
