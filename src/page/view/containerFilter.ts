import type { ContainerUse } from "../../inventory/containerUses.ts";
import type { WorkloadView } from "../../inventory/inventory.ts";
import { kindLabel } from "../../inventory/ownerDirectory.ts";
import type { ListQuery, ListState } from "./listQuery.ts";

/** A workload under the name that its series have. */
export interface WorkloadName {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** Under which name a container is reported; its own workload's where it has no series. */
export function reportedName({ object }: WorkloadView, use: ContainerUse | undefined): WorkloadName {
  const { namespace } = object;
  const { kind, name } = use?.series?.subject ?? { kind: kindLabel(object.groupKind), name: object.name };
  return { namespace, kind, name };
}

/** What is known of a container; undefined for what is another shard's, and of workloads that are not looked at. */
export function stateOf(use: ContainerUse): ListState | undefined {
  if (!isLookedAt(use)) {
    return undefined;
  }
  if (use.skipped !== undefined) {
    return "skipped";
  }
  const verdict = use.series?.verdict;
  return verdict === undefined ? "unknown" : verdict === "available" ? "available" : "unavailable";
}

/** Whether another shard looks at it: nothing is known of it here, nor of which registry it is. */
export function isElsewhere({ reading }: ContainerUse): boolean {
  return reading.kind === "elsewhere";
}

/** Of most containers nothing more needs to be read: of 100,000, that is what takes the time. */
function isLookedAt({ series, skipped }: ContainerUse): boolean {
  return series !== undefined || skipped !== undefined;
}

/** Whether a container is wanted; `workload` has it. */
export type ContainerFilter = (workload: WorkloadView, use: ContainerUse) => boolean;

/**
 * Compiles what a query says of containers. What rules out most of them is looked at first. Other shards' pass where nothing
 * is asked that only these know.
 */
export function containerFilter(query: ListQuery): ContainerFilter {
  const { state, reason, registry, namespace, image } = query;
  const isFound = query.search === "" ? undefined : searching(query.search);
  return (workload, use) => {
    if (namespace !== "" && workload.object.namespace !== namespace) {
      return false;
    }
    if (state === "" ? !isLookedAt(use) && !isElsewhere(use) : stateOf(use) !== state) {
      return false;
    }
    if (reason !== "" && use.skipped !== reason && use.series?.verdict !== reason) {
      return false;
    }
    if (registry !== "" && registryOf(use) !== registry) {
      return false;
    }
    if (image !== "" && !isOf(use, image)) {
      return false;
    }
    return isFound === undefined || isFound(workload, use);
  };
}

/** Whether a container has an image, as it stands in its template, or normalised. */
export function isOf({ container, reading }: ContainerUse, image: string): boolean {
  return container.image === image || (reading.kind === "readable" && reading.image === image);
}

/** Looks for a text in names, in any case. Those of a workload are looked at once for all of its containers. */
function searching(text: string): ContainerFilter {
  const pattern = new RegExp(text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "i");
  let last: unknown;
  let lastFound = false;
  return (workload, use) => {
    // All Pods of an owner are the owner's.
    const named = use.series?.subject ?? workload;
    if (named !== last) {
      const { namespace, kind, name } = reportedName(workload, use);
      last = named;
      lastFound = pattern.test(`${namespace}/${name} ${kind}`);
    }
    return lastFound || pattern.test(use.container.image) || pattern.test(use.container.container);
  };
}

/** Empty where the name cannot be read. */
export function registryOf({ reading }: ContainerUse): string {
  return reading.kind === "readable" || reading.kind === "unreadable" ? reading.registry : "";
}
