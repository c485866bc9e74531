import type { PodTemplate } from "../inventory/model.ts";
import type { Clock } from "../time/clock.ts";
import type { ClusterClient } from "./client.ts";
import { controllerOf, isBeingDeleted } from "./kinds/metadata.ts";
import { basePathOf, collectionPath, type ProjectionContext } from "./kinds/resourceKind.ts";
import { isScaledToZero, templatesAt } from "./kinds/workload.ts";
import { type BuiltInWorkload, WORKLOAD_KINDS, type WorkloadRecord } from "./kinds/workloadKinds.ts";
import type { RevisionRequest } from "./liveRevisions.ts";
import { pagedList } from "./pagedList.ts";

/**
 * Lists what holds the revisions of a workload: those that it controls and that are not scaled to 0.
 *
 * @returns their pod templates
 * @throws as `pagedList` does
 */
export async function listRevisions(
  { workload, labelSelector, fieldSelector, signal }: RevisionRequest,
  {
    client,
    clock,
    context,
  }: { readonly client: ClusterClient; readonly clock: Clock; readonly context: ProjectionContext },
): Promise<readonly PodTemplate[]> {
  const kind = workload.groupKind.slice(workload.groupKind.indexOf("/") + 1) as BuiltInWorkload;
  const { group, version, revisions }: WorkloadRecord = WORKLOAD_KINDS[kind];
  if (revisions === undefined) {
    return [];
  }
  const found: PodTemplate[] = [];
  const collection = { basePath: basePathOf(group, version), plural: revisions.resource };
  await pagedList({
    client,
    path: collectionPath(collection, workload.namespace),
    labelSelector,
    fieldSelector,
    accept: "application/json",
    clock,
    signal,
    turn: (page) => page(),
    onObject(object) {
      const isOwned = controllerOf(object, context.interner)?.uid === workload.uid;
      if (isOwned && !isScaledToZero(object) && !isBeingDeleted(object)) {
        found.push(...templatesAt(object, [revisions.templatePath], context));
      }
    },
    onRestart() {
      found.length = 0;
    },
  });
  return found;
}
