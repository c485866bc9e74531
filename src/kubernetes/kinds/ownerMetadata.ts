import type { GroupKind, OwnerObject } from "../../inventory/model.ts";
import { controllerOf, objectName, sameController, uidOf } from "./metadata.ts";
import { basePathOf, type ProjectionContext, type ResourceKind } from "./resourceKind.ts";
import { type ControlledWorkload, WORKLOAD_KINDS } from "./workloadKinds.ts";

/** What servers can be asked to leave out of those that own no Pods: ten for each Deployment, by default. */
const OWNING: Readonly<Partial<Record<ControlledWorkload, string>>> = { ReplicaSet: "status.replicas!=0" };

/**
 * ReplicaSets or Jobs, watched for their owners only.
 *
 * @param owning only those that own Pods by their own count, which may be a moment late: not for who goes by the first word
 */
export function ownerMetadataKind(
  kind: ControlledWorkload,
  { interner }: ProjectionContext,
  { owning = false } = {},
): ResourceKind<OwnerObject> {
  const fieldSelector = owning ? OWNING[kind] : undefined;
  const { group, version, resource } = WORKLOAD_KINDS[kind];
  const groupKind: GroupKind = `${group}/${kind}`;
  return {
    resource,
    basePath: basePathOf(group, version),
    plural: resource,
    metadataOnly: true,
    ...(fieldSelector !== undefined && { fieldSelector }),
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
