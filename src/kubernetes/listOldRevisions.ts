import type { Clock } from "../time/clock.ts";
import type { ClusterClient } from "./client.ts";
import { child, descend } from "./kinds/json.ts";
import { controllerOf, isBeingDeleted } from "./kinds/metadata.ts";
import { basePathOf, collectionPath, type ProjectionContext } from "./kinds/resourceKind.ts";
import { templatesAt, type WatchedWorkload } from "./kinds/workload.ts";
import { type BuiltInWorkload, WORKLOAD_KINDS, type WorkloadRecord } from "./kinds/workloadKinds.ts";
import type { OldRevision } from "./oldRevisions.ts";
import { pagedList } from "./pagedList.ts";

/**
 * Lists the revisions of a workload, the present one too: ReplicaSets, or ControllerRevisions, whose patch replaces the
 * pod template as a whole.
 *
 * @throws as `pagedList` does
 */
export async function listOldRevisions(
  workload: WatchedWorkload,
  {
    client,
    clock,
    context,
    signal,
  }: {
    readonly client: ClusterClient;
    readonly clock: Clock;
    readonly context: ProjectionContext;
    readonly signal: AbortSignal;
  },
): Promise<readonly OldRevision[]> {
  const kind = workload.groupKind.slice(workload.groupKind.indexOf("/") + 1) as BuiltInWorkload;
  const { group, version, history }: WorkloadRecord = WORKLOAD_KINDS[kind];
  if (history === undefined || workload.history === undefined) {
    return [];
  }
  const found: OldRevision[] = [];
  await pagedList({
    client,
    path: collectionPath(
      { basePath: basePathOf(group, version), plural: history.resource },
      workload.namespace,
    ),
    labelSelector: workload.history.labelSelector,
    fieldSelector: undefined,
    accept: "application/json",
    clock,
    signal,
    turn: (page) => page(),
    onObject(object) {
      const revision = Number(
        child(object, "revision") ??
          descend(object, "metadata", "annotations", "deployment.kubernetes.io/revision"),
      );
      const isOwned = controllerOf(object, context.interner)?.uid === workload.uid;
      if (isOwned && !isBeingDeleted(object) && Number.isInteger(revision)) {
        found.push({ revision, templates: templatesAt(object, [history.templatePath], context) });
      }
    },
    onRestart() {
      found.length = 0;
    },
  });
  return found;
}
