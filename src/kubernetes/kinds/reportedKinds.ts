import type { GroupKind } from "../../inventory/model.ts";
import type { WatchedWorkloads } from "../clusterGroups.ts";
import type { BuiltInWorkload } from "./builtInWorkload.ts";

const API_GROUPS: Readonly<Record<BuiltInWorkload, string>> = {
  Deployment: "apps",
  StatefulSet: "apps",
  DaemonSet: "apps",
  ReplicaSet: "apps",
  CronJob: "batch",
  Job: "batch",
  ReplicationController: "",
  Pod: "",
};

/** The kinds that are watched as workloads: what they own is not reported a second time. */
export function reportedKinds({ kinds, custom }: WatchedWorkloads): ReadonlySet<GroupKind> {
  return new Set([
    ...kinds.map((kind): GroupKind => `${API_GROUPS[kind]}/${kind}`),
    ...custom.map(({ group, kind }): GroupKind => `${group}/${kind}`),
  ]);
}
