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
export function stateOf({ reading, series, skipped }: ContainerUse): ListState | undefined {
  if (skipped !== undefined) {
    return "skipped";
  }
  if (reading.kind === "elsewhere" || series === undefined) {
    return undefined;
  }
  return series.verdict === undefined
    ? "unknown"
    : series.verdict === "available"
      ? "available"
      : "unavailable";
}

/** Whether a container is wanted. */
export type ContainerFilter = (workload: WorkloadView, use: ContainerUse) => boolean;

/** Compiles what a query says of containers. */
export function containerFilter(query: ListQuery): ContainerFilter {
  const { state, reason, registry, namespace, image } = query;
  const search =
    query.search === "" ? undefined : new RegExp(query.search.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), "i");
  return (workload, use) => {
    const { reading, container, skipped, series } = use;
    if (namespace !== "" && workload.object.namespace !== namespace) {
      return false;
    }
    const itsState = stateOf(use);
    if (itsState === undefined || (state !== "" && itsState !== state)) {
      return false;
    }
    if (reason !== "" && skipped !== reason && series?.verdict !== reason) {
      return false;
    }
    if (registry !== "" && registryOf(use) !== registry) {
      return false;
    }
    if (
      image !== "" &&
      container.image !== image &&
      !(reading.kind === "readable" && reading.image === image)
    ) {
      return false;
    }
    if (search === undefined) {
      return true;
    }
    const { kind, name } = reportedName(workload, use);
    return (
      search.test(container.image) ||
      search.test(`${workload.object.namespace}/${name}`) ||
      search.test(kind) ||
      search.test(container.container)
    );
  };
}

/** Empty where the name cannot be read. */
export function registryOf({ reading }: ContainerUse): string {
  return reading.kind === "readable" || reading.kind === "unreadable" ? reading.registry : "";
}
