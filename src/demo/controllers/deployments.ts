import type { ApiObject } from "../apiServer/apiObject.ts";
import type { ObjectAccess } from "../apiServer/objectAccess.ts";
import { fieldAt } from "../apiServer/storedObject.ts";
import {
  ensure,
  HASH_LABELS,
  labelOf,
  numberAt,
  ownedBy,
  ownerReference,
  sumOf,
  templateHash,
} from "./ownedObjects.ts";

const REVISION = "deployment.kubernetes.io/revision";

/**
 * Does one step of a Deployment's roll-out: a ReplicaSet for its template, the numbers of pods of all of them, and what
 * its status says. Old pods stay until as many new ones are ready.
 *
 * @throws ApiError where the server refuses a write
 */
export function rollOutDeployment(server: ObjectAccess, deployment: ApiObject): void {
  const replicaSets = ownedBy(deployment, server.list("ReplicaSet"));
  const hash = templateHash(fieldAt(deployment, "spec.template"));
  const known = replicaSets.find((replicaSet) => labelOf(replicaSet, HASH_LABELS.ReplicaSet) === hash);
  const isPaused = fieldAt(deployment, "spec.paused") === true;
  const current = known ?? (isPaused ? undefined : createReplicaSet(server, deployment, hash));
  const older = replicaSets.filter((replicaSet) => replicaSet !== known);

  if (current !== undefined) {
    const newest = Math.max(0, ...older.map(revisionOf));
    const revision = String(revisionOf(current) > newest ? revisionOf(current) : newest + 1);
    const metadata = { annotations: { [REVISION]: revision } };
    ensure(server, deployment, { metadata });
    const desired = numberAt(deployment, "spec.replicas");
    const ready = numberAt(current, "status.readyReplicas");
    const isFirst = sumOf(older, "status.readyReplicas") === 0;
    const replicas = isFirst || ready > 0 ? desired : Math.min(1, desired);
    ensure(server, current, { metadata, spec: { replicas } });
    for (const replicaSet of older) {
      const kept = ready >= desired ? 0 : numberAt(replicaSet, "status.readyReplicas");
      ensure(server, replicaSet, {
        spec: { replicas: Math.min(kept, numberAt(replicaSet, "spec.replicas")) },
      });
    }
  }
  ensure(server, deployment, { status: statusOf(deployment, current, older) });
}

function createReplicaSet(server: ObjectAccess, deployment: ApiObject, hash: string): ApiObject {
  const { namespace = "", name } = deployment.metadata;
  const label = { [HASH_LABELS.ReplicaSet]: hash };
  const { template, selector } = deployment.spec as {
    template: ApiObject;
    selector?: { matchLabels?: object };
  };
  const labels = { ...template.metadata?.labels, ...label };
  return server.create({
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: 0,
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, ...label } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  });
}

function statusOf(
  deployment: ApiObject,
  current: ApiObject | undefined,
  older: readonly ApiObject[],
): object {
  const all = current === undefined ? older : [current, ...older];
  const desired = numberAt(deployment, "spec.replicas");
  const ready = sumOf(all, "status.readyReplicas");
  const isDone = current !== undefined && numberAt(current, "status.readyReplicas") >= desired;
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: sumOf(all, "status.replicas"),
    updatedReplicas: current === undefined ? 0 : numberAt(current, "status.replicas"),
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: Math.max(0, desired - ready),
    conditions: [
      {
        type: "Available",
        status: ready >= desired ? "True" : "False",
        reason: ready >= desired ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
      },
      {
        type: "Progressing",
        status: "True",
        reason: isDone ? "NewReplicaSetAvailable" : "ReplicaSetUpdated",
      },
    ],
  };
}

function revisionOf({ metadata }: ApiObject): number {
  return Number(metadata.annotations?.[REVISION] ?? 0);
}
