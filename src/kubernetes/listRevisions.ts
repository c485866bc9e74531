import type { PodTemplate } from "../inventory/model.ts";
import { isScaledToZero } from "./kinds/workload.ts";
import { type ListTools, listOwned } from "./listOwned.ts";
import type { RevisionRequest } from "./liveRevisions.ts";

/**
 * Lists what holds the revisions of a workload: those that it controls and that are not scaled to 0.
 *
 * @returns their pod templates
 * @throws as `pagedList` does
 */
export async function listRevisions(
  request: RevisionRequest,
  tools: ListTools,
): Promise<readonly PodTemplate[]> {
  const held = await listOwned({ ...request, as: "revisions" }, tools, (object, templates) =>
    isScaledToZero(object) ? undefined : templates(),
  );
  return held.flat();
}
