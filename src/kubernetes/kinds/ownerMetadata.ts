import type { GroupKind, OwnerObject } from "../../inventory/model.ts";
import { controllerOf, objectName, sameController, uidOf } from "./metadata.ts";
import { basePathOf, type ProjectionContext, type ResourceKind } from "./resourceKind.ts";
import { type ControlledWorkload, WORKLOAD_KINDS } from "./workloadKinds.ts";

/** ReplicaSets or Jobs, watched for their owners only. */
export function ownerMetadataKind(
  kind: ControlledWorkload,
  { interner }: ProjectionContext,
): ResourceKind<OwnerObject> {
  const { group, version, resource } = WORKLOAD_KINDS[kind];
  const groupKind: GroupKind = `${group}/${kind}`;
  return {
    resource,
    basePath: basePathOf(group, version),
    plural: resource,
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
