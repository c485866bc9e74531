import type { GroupKind } from "../../inventory/model.ts";
import { type BuiltInWorkload, WORKLOAD_KINDS, type WorkloadRecord } from "./workloadKinds.ts";

/** Which workloads are watched. */
export interface WatchedKinds {
  readonly kinds: readonly BuiltInWorkload[];
  readonly custom: readonly { readonly group: string; readonly kind: string }[];
}

const NODE: GroupKind = "/Node";

/** A Node makes none of its static pods: their files do. */
const MAKES = new Map<GroupKind, GroupKind | undefined>([
  [NODE, undefined],
  ...Object.entries<WorkloadRecord>(WORKLOAD_KINDS).map(
    ([kind, { makes }]) => [groupKindOf(kind as BuiltInWorkload), makes && groupKindOf(makes)] as const,
  ),
]);

/** The kinds that are watched as workloads: what comes from their templates is not reported a second time. */
export function ownerKinds({ kinds, custom }: WatchedKinds) {
  const ofCustom = custom.map(({ group, kind }): GroupKind => `${group}/${kind}`);
  return {
    reported: new Set([...kinds.map(groupKindOf), ...ofCustom]),
    custom: new Set(ofCustom),
    makes: MAKES,
  };
}

function groupKindOf(kind: BuiltInWorkload): GroupKind {
  return `${WORKLOAD_KINDS[kind].group}/${kind}`;
}
