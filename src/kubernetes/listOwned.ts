import type { PodTemplate } from "../inventory/model.ts";
import type { Clock } from "../time/clock.ts";
import type { ClusterClient } from "./client.ts";
import { controllerOf, isBeingDeleted } from "./kinds/metadata.ts";
import { basePathOf, collectionPath, type ProjectionContext } from "./kinds/resourceKind.ts";
import { templatesAt, type WatchedWorkload } from "./kinds/workload.ts";
import { holdersOf } from "./kinds/workloadKinds.ts";
import { pagedList } from "./pagedList.ts";

/**
 * What of a namespace's revisions is listed in a second: who changes one workload all the time, or many, decides how often and
 * how much is listed. A thousand Deployments' can be had at once.
 */
export const LISTED_BYTES = { perSecond: 1024 * 1024, burst: 64 * 1024 * 1024 };

/** What it takes to list. */
export interface ListTools {
  readonly client: ClusterClient;
  readonly clock: Clock;
  readonly context: ProjectionContext;
}

/**
 * Lists what holds the templates of a workload: objects that it controls and that nobody deletes.
 *
 * @param request `as`: what its kind holds them as; nothing is asked for where that is in none
 * @param read what is kept of an object; undefined for nothing
 * @throws as `pagedList` does
 */
export async function listOwned<T>(
  {
    workload,
    as,
    labelSelector,
    fieldSelector,
    onBytes,
    signal,
  }: {
    readonly workload: WatchedWorkload;
    readonly as: "revisions" | "history";
    readonly labelSelector?: string | undefined;
    readonly fieldSelector?: string | undefined;
    onBytes(bytes: number): void;
    readonly signal: AbortSignal;
  },
  { client, clock, context }: ListTools,
  read: (object: unknown, templates: () => readonly PodTemplate[]) => T | undefined,
): Promise<readonly T[]> {
  const { group, version, [as]: held } = holdersOf(workload.groupKind);
  const found: T[] = [];
  if (held === undefined) {
    return found;
  }
  await pagedList({
    client,
    path: collectionPath({ basePath: basePathOf(group, version), plural: held.resource }, workload.namespace),
    labelSelector,
    fieldSelector,
    accept: "application/json",
    clock,
    signal,
    onBytes,
    turn: (page) => page(),
    onObject(object) {
      const isOwned = controllerOf(object, context.interner)?.uid === workload.uid;
      const kept =
        isOwned && !isBeingDeleted(object)
          ? read(object, () => templatesAt(object, [held.templatePath], context))
          : undefined;
      if (kept !== undefined) {
        found.push(kept);
      }
    },
    onRestart() {
      found.length = 0;
    },
  });
  return found;
}
