import type { GroupKind } from "../../inventory/model.ts";
import { type BuiltInWorkload, WORKLOAD_KINDS } from "./workloadKinds.ts";

/** Which workloads are watched. */
export interface WatchedKinds {
  readonly kinds: readonly BuiltInWorkload[];
  readonly custom: readonly { readonly group: string; readonly kind: string }[];
}

/** The kinds that are watched as workloads: what they own is not reported a second time. */
export function ownerKinds({ kinds, custom }: WatchedKinds) {
  const ofCustom = custom.map(({ group, kind }): GroupKind => `${group}/${kind}`);
  const builtIn = kinds.map((kind): GroupKind => `${WORKLOAD_KINDS[kind].group}/${kind}`);
  return { reported: new Set([...builtIn, ...ofCustom]), custom: new Set(ofCustom) };
}
