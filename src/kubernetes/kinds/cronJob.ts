import type { WorkloadObject } from "../../inventory/model.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { isSuspended, templateAt, workloadKind } from "./workload.ts";

export function cronJobKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "batch/CronJob",
      basePath: "/apis/batch/v1",
      plural: "cronjobs",
      isDisabled: isSuspended,
      templatesOf: (object, projection) =>
        templateAt(object, ["spec", "jobTemplate", "spec", "template"], projection),
    },
    context,
  );
}
