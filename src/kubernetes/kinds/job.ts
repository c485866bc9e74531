import type { WorkloadObject } from "../../inventory/model.ts";
import { child, descend, elements } from "./json.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { isSuspended, workloadKind } from "./workload.ts";

export function jobKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "batch/Job",
      basePath: "/apis/batch/v1",
      plural: "jobs",
      isDisabled: (object) => isSuspended(object) || isFinished(object),
    },
    context,
  );
}

/** Whether a condition says that the Job is over: it starts no pod any more. */
function isFinished(object: unknown): boolean {
  return elements(descend(object, "status", "conditions")).some((condition) => {
    const type = child(condition, "type");
    return (type === "Complete" || type === "Failed") && child(condition, "status") === "True";
  });
}
