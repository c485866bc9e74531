import type { GroupKind, PodTemplate, WorkloadObject } from "../../inventory/model.ts";
import { sameLabels } from "../../inventory/sameLabels.ts";
import { withoutIgnoredFindings } from "./ignoredFindings.ts";
import { descend } from "./json.ts";
import {
  controllerOf,
  isBeingDeleted,
  isOptedOut,
  labelsOf,
  objectName,
  sameController,
  uidOf,
} from "./metadata.ts";
import { projectPodTemplate, sameTemplate } from "./podTemplate.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";

/** How one kind of workload differs from the others. */
export interface WorkloadKind {
  readonly groupKind: GroupKind;
  readonly basePath: string;
  readonly plural: string;
  /** Name in metrics and logs; default: the plural. */
  readonly resource?: string;
  /** Whether its pods would not be re-created now. Deletion counts for every kind. */
  isDisabled(object: unknown): boolean;
  /** Its pod templates; none where the object has none. Default: the one at `spec.template`. */
  templatesOf?(object: unknown, context: ProjectionContext): readonly PodTemplate[];
}

/** Makes a watched kind of what is particular about it. */
export function workloadKind(
  { groupKind, basePath, plural, resource = plural, isDisabled, templatesOf = templateOfSpec }: WorkloadKind,
  context: ProjectionContext,
): ResourceKind<WorkloadObject> {
  return {
    resource,
    basePath,
    plural,
    metadataOnly: false,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      const controller = controllerOf(object, context.interner);
      return {
        groupKind,
        namespace: context.interner.text(named.namespace),
        name: named.name,
        uid: uidOf(object),
        ...(controller !== undefined && { controller }),
        disabled: isBeingDeleted(object) || isDisabled(object),
        optedOut: isOptedOut(object),
        ownerLabels: labelsOf(object, context.ownerLabels, context.interner),
        templates: context.hygiene.workloads
          ? withoutIgnoredFindings(object, templatesOf(object, context))
          : templatesOf(object, context),
      };
    },
    same: sameWorkload,
  };
}

/** Whether `spec.replicas` is 0; absent means 1. */
export function isScaledToZero(object: unknown): boolean {
  return descend(object, "spec", "replicas") === 0;
}

/** Whether `spec.suspend` is true. */
export function isSuspended(object: unknown): boolean {
  return descend(object, "spec", "suspend") === true;
}

/** The template below a fixed path, as a list of one or none. */
export function templateAt(
  object: unknown,
  path: readonly string[],
  context: ProjectionContext,
): readonly PodTemplate[] {
  const template = projectPodTemplate(descend(object, ...path), context);
  return template !== undefined ? [template] : [];
}

function templateOfSpec(object: unknown, context: ProjectionContext): readonly PodTemplate[] {
  return templateAt(object, ["spec", "template"], context);
}

function sameWorkload(a: WorkloadObject, b: WorkloadObject): boolean {
  return (
    a.uid === b.uid &&
    a.disabled === b.disabled &&
    a.optedOut === b.optedOut &&
    sameController(a.controller, b.controller) &&
    sameLabels(a.ownerLabels, b.ownerLabels) &&
    a.templates.length === b.templates.length &&
    a.templates.every((template, index) => sameTemplate(template, b.templates[index]!))
  );
}
