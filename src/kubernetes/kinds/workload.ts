import type { GroupKind, PodTemplate, WorkloadObject } from "../../inventory/model.ts";
import { sameLabels } from "../../inventory/sameLabels.ts";
import type { MessageFields } from "../protobuf/messageReader.ts";
import { withoutIgnoredFindings } from "./ignoredFindings.ts";
import { child, descend, isRecord } from "./json.ts";
import {
  controllerOf,
  isBeingDeleted,
  isOptedOut,
  labelsOf,
  objectName,
  sameController,
  uidOf,
} from "./metadata.ts";
import { projectPodSpec, projectPodTemplate, sameTemplate } from "./podTemplate.ts";
import { basePathOf, type ProjectionContext, type ResourceKind } from "./resourceKind.ts";
import { type HistoryQuery, historyOf, type RevisionQuery, sameQuery } from "./revisionQuery.ts";
import { type TemplatePath, valuesAt } from "./templatePath.ts";

/** A workload, and where its revisions are to be found that still own pods, if its status announces any. */
export interface WatchedWorkload extends WorkloadObject {
  readonly revisions?: RevisionQuery;
  /** Where all of its revisions are, if anybody asks. */
  readonly history?: HistoryQuery;
}

/** How one kind of workload differs from the others. */
export interface WorkloadKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** Plural name in paths. */
  readonly resource: string;
  /** Name in metrics and logs; default: the plural. */
  readonly called?: string;
  /** Of the API server's own kinds: see `ResourceKind`. */
  readonly protobuf?: MessageFields;
  /** Whether its pods would not be re-created now. Deletion counts for every kind. */
  isDisabled(object: unknown): boolean;
  /** Where its pod templates are. */
  readonly templatePaths: readonly TemplatePath[];
  /** Where the number of its pods is; `spec.replicas` where that is not said. */
  readonly replicasPath?: readonly string[];
  /** Where it says which of its revisions is the newest; undefined where nobody asks. */
  readonly newest?: readonly string[] | undefined;
  /** What the status says of revisions that still own pods; undefined where nobody asks. */
  readonly announced?: ((object: unknown) => RevisionQuery | undefined) | undefined;
}

/** Makes a watched kind of what is particular about it. */
export function workloadKind(
  {
    group,
    version,
    kind,
    resource,
    called = resource,
    protobuf,
    isDisabled,
    templatePaths,
    replicasPath = ["spec", "replicas"],
    newest,
    announced,
  }: WorkloadKind,
  context: ProjectionContext,
): ResourceKind<WatchedWorkload> {
  const groupKind: GroupKind = `${group}/${kind}`;
  return {
    resource: called,
    basePath: basePathOf(group, version),
    plural: resource,
    metadataOnly: false,
    protobuf,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      const controller = controllerOf(object, context.interner);
      const templates = templatesAt(object, templatePaths, context);
      // What has no template itself stands for nobody.
      const revisions = templates.length === 0 ? undefined : announced?.(object);
      const history = newest && historyOf(object, newest);
      const replicas = descend(object, ...replicasPath);
      return {
        groupKind,
        namespace: context.interner.text(named.namespace),
        name: named.name,
        uid: uidOf(object),
        ...(controller !== undefined && { controller }),
        disabled: isBeingDeleted(object) || isDisabled(object),
        optedOut: isOptedOut(object),
        ownerLabels: labelsOf(object, context.ownerLabels, context.interner),
        templates: context.hygiene.workloads ? withoutIgnoredFindings(object, templates) : templates,
        // Nearly all have one, and need not be told so.
        ...(typeof replicas === "number" && replicas !== 1 && { replicas }),
        ...(revisions !== undefined && { revisions }),
        ...(history !== undefined && { history }),
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

/** The pod templates of an object. At the end of a path is a `PodTemplateSpec`, or a `PodSpec` itself. */
export function templatesAt(
  object: unknown,
  paths: readonly TemplatePath[],
  context: ProjectionContext,
): readonly PodTemplate[] {
  return paths
    .flatMap((path) => valuesAt(object, path))
    .map((template) =>
      isRecord(child(template, "spec"))
        ? projectPodTemplate(template, context)
        : projectPodSpec(template, context),
    )
    .filter((template): template is PodTemplate => template !== undefined);
}

function sameWorkload(a: WatchedWorkload, b: WatchedWorkload): boolean {
  return (
    a.uid === b.uid &&
    a.disabled === b.disabled &&
    a.optedOut === b.optedOut &&
    sameController(a.controller, b.controller) &&
    sameLabels(a.ownerLabels, b.ownerLabels) &&
    a.replicas === b.replicas &&
    sameQuery(a.revisions, b.revisions) &&
    a.history?.newest === b.history?.newest &&
    a.history?.labelSelector === b.history?.labelSelector &&
    a.templates.length === b.templates.length &&
    a.templates.every((template, index) => sameTemplate(template, b.templates[index]!))
  );
}
