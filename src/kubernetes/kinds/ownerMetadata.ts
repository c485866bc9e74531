import type { GroupKind, OwnerObject } from "../../inventory/model.ts";
import { METADATA_MESSAGE } from "../protobuf/apiMessages.ts";
import { controllerOf, objectName, sameController, sharedControllers, uidOf } from "./metadata.ts";
import { basePathOf, type ProjectionContext, type ResourceKind } from "./resourceKind.ts";
import { type ControlledWorkload, WORKLOAD_KINDS } from "./workloadKinds.ts";

/** ReplicaSets or Jobs, watched for their owners only. */
export function ownerMetadataKind(
  kind: ControlledWorkload,
  { interner }: ProjectionContext,
): ResourceKind<OwnerObject> {
  const { group, version, resource } = WORKLOAD_KINDS[kind];
  const groupKind: GroupKind = `${group}/${kind}`;
  // A Deployment keeps ten ReplicaSets, by default.
  const controllers = sharedControllers();
  return {
    resource,
    basePath: basePathOf(group, version),
    plural: resource,
    metadataOnly: true,
    protobuf: METADATA_MESSAGE,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      const controller = controllers(controllerOf(object, interner));
      const own = {
        groupKind,
        namespace: interner.text(named.namespace),
        name: named.name,
        uid: uidOf(object),
      };
      return controller === undefined
        ? own
        : {
            groupKind: own.groupKind,
            namespace: own.namespace,
            name: own.name,
            uid: own.uid,
            controller,
          };
    },
    same: (a, b) => a.uid === b.uid && sameController(a.controller, b.controller),
  };
}
