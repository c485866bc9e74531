import type { WorkloadObject } from "../../../src/inventory/model.ts";
import type { ProjectionContext, ResourceKind } from "../../../src/kubernetes/kinds/resourceKind.ts";
import { builtInWorkloadKind } from "../../../src/kubernetes/kinds/workloadKinds.ts";

/** Deployments, for tests of what holds for every kind. */
export const deploymentKind = (context: ProjectionContext): ResourceKind<WorkloadObject> =>
  builtInWorkloadKind("Deployment", context);
