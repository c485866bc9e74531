import { child, descend } from "./kinds/json.ts";
import type { WatchedWorkload } from "./kinds/workload.ts";
import { type ListTools, listOwned } from "./listOwned.ts";
import type { OldRevision } from "./oldRevisions.ts";

/**
 * Lists the revisions of a workload, the present one too: ReplicaSets, or ControllerRevisions, whose patch replaces the
 * pod template as a whole.
 *
 * @throws as `pagedList` does
 */
export async function listOldRevisions(
  workload: WatchedWorkload,
  { onBytes, signal, ...tools }: ListTools & { onBytes(bytes: number): void; readonly signal: AbortSignal },
): Promise<readonly OldRevision[]> {
  if (workload.history === undefined) {
    return [];
  }
  const { labelSelector } = workload.history;
  const request = { workload, as: "history", labelSelector, onBytes, signal } as const;
  return await listOwned(request, tools, (object, templates) => {
    const revision = Number(
      child(object, "revision") ??
        descend(object, "metadata", "annotations", "deployment.kubernetes.io/revision"),
    );
    return Number.isInteger(revision) ? { revision, templates: templates() } : undefined;
  });
}
