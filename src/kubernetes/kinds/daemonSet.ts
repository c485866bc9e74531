import type { WorkloadObject } from "../../inventory/model.ts";
import { descend } from "./json.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { workloadKind } from "./workload.ts";

export function daemonSetKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "apps/DaemonSet",
      basePath: "/apis/apps/v1",
      plural: "daemonsets",
      // It has no replicas: that no node is to run it stands in its status alone.
      isDisabled: (object) => descend(object, "status", "desiredNumberScheduled") === 0,
    },
    context,
  );
}
