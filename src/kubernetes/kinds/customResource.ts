import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { parseTemplatePath } from "./templatePath.ts";
import { isScaledToZero, isSuspended, type WatchedWorkload, workloadKind } from "./workload.ts";
import { REPLICA_SETS } from "./workloadKinds.ts";

/** An entry of `config.workloads.custom`. */
export interface CustomWorkload {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural name in URLs. */
  readonly resource: string;
  readonly kind: string;
  /** Where its pod templates are: see `parseTemplatePath`. */
  readonly templatePaths: readonly string[];
}

/**
 * Any custom resource with pod templates. It counts as disabled at `spec.replicas: 0` or with `spec.suspend: true`, as
 * the built-in kinds do. Where it tells of more pods than are updated, as Argo's Rollouts do in a canary, its ReplicaSets have
 * the other templates. At the end of a path is a `PodTemplateSpec`, or a `PodSpec` itself.
 */
export function customResourceKind(
  custom: CustomWorkload,
  context: ProjectionContext,
): ResourceKind<WatchedWorkload> {
  const { group, version, kind, resource, templatePaths } = custom;
  return workloadKind(
    {
      group,
      version,
      kind,
      resource,
      called: group === "" ? resource : `${resource}.${group}`,
      isDisabled: (object) => isScaledToZero(object) || isSuspended(object),
      templatePaths: templatePaths.map(parseTemplatePath),
      announced: context.liveRevisions ? REPLICA_SETS.announced : undefined,
    },
    context,
  );
}
