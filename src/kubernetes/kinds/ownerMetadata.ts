import type { GroupKind, OwnerObject } from "../../inventory/model.ts";
import { controllerOf, objectName, sameController, uidOf } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";

/** What stands between a Pod and its top owner. */
export type OwnerKind = "ReplicaSet" | "Job";

const OWNERS = {
  ReplicaSet: { groupKind: "apps/ReplicaSet", basePath: "/apis/apps/v1", plural: "replicasets" },
  Job: { groupKind: "batch/Job", basePath: "/apis/batch/v1", plural: "jobs" },
} as const satisfies Record<OwnerKind, { groupKind: GroupKind; basePath: string; plural: string }>;

/** ReplicaSets or Jobs watched for their owners only. */
export function ownerMetadataKind(
  kind: OwnerKind,
  { interner }: ProjectionContext,
): ResourceKind<OwnerObject> {
  const { groupKind, basePath, plural } = OWNERS[kind];
  return {
    resource: plural,
    basePath,
    plural,
    metadataOnly: true,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      const controller = controllerOf(object, interner);
      return {
        groupKind,
        namespace: interner.text(named.namespace),
        name: named.name,
        uid: uidOf(object),
        ...(controller !== undefined && { controller }),
      };
    },
    same: (a, b) => a.uid === b.uid && sameController(a.controller, b.controller),
  };
}
