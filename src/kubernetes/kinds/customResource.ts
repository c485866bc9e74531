import type { PodTemplate, WorkloadObject } from "../../inventory/model.ts";
import { child, isRecord } from "./json.ts";
import { projectPodSpec, projectPodTemplate } from "./podTemplate.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { parseTemplatePath, valuesAt } from "./templatePath.ts";
import { isScaledToZero, isSuspended, workloadKind } from "./workload.ts";

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
 * the built-in kinds do. At the end of a path is a `PodTemplateSpec`, or a `PodSpec` itself.
 */
export function customResourceKind(
  custom: CustomWorkload,
  context: ProjectionContext,
): ResourceKind<WorkloadObject> {
  const paths = custom.templatePaths.map(parseTemplatePath);
  return workloadKind(
    {
      groupKind: `${custom.group}/${custom.kind}`,
      basePath: custom.group === "" ? `/api/${custom.version}` : `/apis/${custom.group}/${custom.version}`,
      plural: custom.resource,
      resource: custom.group === "" ? custom.resource : `${custom.resource}.${custom.group}`,
      isDisabled: (object) => isScaledToZero(object) || isSuspended(object),
      templatesOf: (object, projection) =>
        paths
          .flatMap((path) => valuesAt(object, path))
          .map((template) =>
            isRecord(child(template, "spec"))
              ? projectPodTemplate(template, projection)
              : projectPodSpec(template, projection),
          )
          .filter((template): template is PodTemplate => template !== undefined),
    },
    context,
  );
}
