import type { WorkloadObject } from "../../inventory/model.ts";
import { child, descend } from "./json.ts";
import { projectPodSpec } from "./podTemplate.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { workloadKind } from "./workload.ts";

/** A Pod is its own template. Static pods show up as Pods under their own name. */
export function podKind(context: ProjectionContext): ResourceKind<WorkloadObject> {
  return workloadKind(
    {
      groupKind: "/Pod",
      basePath: "/api/v1",
      plural: "pods",
      isDisabled(object) {
        const phase = descend(object, "status", "phase");
        return phase === "Succeeded" || phase === "Failed";
      },
      templatesOf(object, projection) {
        const template = projectPodSpec(
          child(object, "spec"),
          projection,
          descend(object, "metadata", "labels"),
        );
        return template !== undefined ? [template] : [];
      },
    },
    context,
  );
}
