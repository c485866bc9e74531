import { randomUUID } from "node:crypto";
import type { ApiObject } from "../apiServer/apiObject.ts";
import type { ObjectAccess } from "../apiServer/objectAccess.ts";
import { fieldAt } from "../apiServer/storedObject.ts";
import {
  ensure,
  HASH_LABELS,
  isReady,
  labelOf,
  numberAt,
  ownedBy,
  ownerReference,
  templateHash,
} from "./ownedObjects.ts";

/** The kinds that make pods themselves. */
export const POD_SETS = ["ReplicaSet", "StatefulSet", "DaemonSet", "Job"] as const;
export type PodSetKind = (typeof POD_SETS)[number];

/** A place for a pod: its name, and the node that it belongs to where that is given. */
interface Place {
  readonly name: string;
  readonly node?: string;
}

/**
 * Does one step of what a workload that makes pods itself does: makes those that are missing, takes away those that are
 * too many or of an older template, and tells its status.
 *
 * @throws ApiError where the server refuses a write
 */
export function keepPods(server: ObjectAccess, kind: PodSetKind, set: ApiObject): void {
  const { namespace = "" } = set.metadata;
  const pods = ownedBy(set, server.list("Pod"));
  const revision = kind === "StatefulSet" || kind === "DaemonSet" ? keepRevision(server, set) : undefined;
  const { missing, surplus } = comparePlaces(server, kind, set, pods);
  const isStale = (pod: ApiObject) =>
    revision !== undefined && labelOf(pod, HASH_LABELS.Pod) !== revision.hash;
  // One after the other, and the next when this one is ready.
  const stale = pods.filter(isStale).sort((a, b) => Number(isReady(a)) - Number(isReady(b)));
  const canReplace =
    missing.length === 0 && stale[0] !== undefined && (!isReady(stale[0]) || pods.every(isReady));
  for (const pod of new Set([...surplus, ...(canReplace ? stale.slice(0, 1) : [])])) {
    server.delete({ kind: "Pod", namespace, name: pod.metadata.name });
  }
  for (const place of missing) {
    server.create(podOf(set, place, revision?.hash));
  }
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => !isStale(pod)).length;
  ensure(server, set, { status: STATUS[kind](set, { pods: pods.length, ready, updated, revision }) });
}

interface Counts {
  readonly pods: number;
  readonly ready: number;
  readonly updated: number;
  readonly revision: Revision | undefined;
}

const STATUS: Readonly<Record<PodSetKind, (set: ApiObject, counts: Counts) => object>> = {
  ReplicaSet: ({ metadata }, { pods, ready }) => ({
    observedGeneration: metadata.generation,
    replicas: pods,
    readyReplicas: ready,
    availableReplicas: ready,
  }),
  StatefulSet: ({ metadata }, { pods, ready, updated, revision }) => ({
    observedGeneration: metadata.generation,
    replicas: pods,
    readyReplicas: ready,
    availableReplicas: ready,
    currentReplicas: updated,
    updatedReplicas: updated,
    updateRevision: revision?.name,
    ...(updated === pods && { currentRevision: revision?.name }),
  }),
  DaemonSet: ({ metadata }, { pods, ready, updated }) => ({
    observedGeneration: metadata.generation,
    desiredNumberScheduled: pods,
    currentNumberScheduled: pods,
    updatedNumberScheduled: updated,
    numberReady: ready,
    numberAvailable: ready,
    numberMisscheduled: 0,
  }),
  Job: (_set, { pods, ready }) => ({ active: pods, ready }),
};

function comparePlaces(
  server: ObjectAccess,
  kind: PodSetKind,
  set: ApiObject,
  pods: readonly ApiObject[],
): { missing: readonly Place[]; surplus: readonly ApiObject[] } {
  const { name } = set.metadata;
  const newName = () => `${name}-${randomUUID().slice(0, 5)}`;
  if (kind === "DaemonSet") {
    const used = new Set(pods.map((pod) => fieldAt(pod, "spec.nodeName")));
    const nodes = server.list("Node").map((node) => node.metadata.name);
    return {
      missing: nodes.filter((node) => !used.has(node)).map((node) => ({ name: newName(), node })),
      surplus: [],
    };
  }
  const desired = kind === "Job" ? 1 : numberAt(set, "spec.replicas");
  if (kind === "StatefulSet") {
    const names = Array.from({ length: desired }, (_, ordinal) => `${name}-${ordinal}`);
    const used = new Set(pods.map((pod) => pod.metadata.name));
    return {
      missing: names.filter((name) => !used.has(name)).map((name) => ({ name })),
      surplus: pods.filter((pod) => !names.includes(pod.metadata.name)),
    };
  }
  return {
    missing: Array.from({ length: Math.max(0, desired - pods.length) }, () => ({ name: newName() })),
    surplus: pods
      .toSorted((a, b) => Number(isReady(a)) - Number(isReady(b)))
      .slice(0, Math.max(0, pods.length - desired)),
  };
}

function podOf(set: ApiObject, { name, node }: Place, hash: string | undefined): ApiObject {
  const template = fieldAt(set, "spec.template") as ApiObject;
  const labels = { ...template.metadata?.labels, ...(hash !== undefined && { [HASH_LABELS.Pod]: hash }) };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...template.metadata,
      name,
      namespace: set.metadata.namespace ?? "",
      labels,
      ownerReferences: [ownerReference(set)],
    },
    spec: { ...(template.spec as object), ...(node !== undefined && { nodeName: node }) },
  };
}

interface Revision {
  readonly name: string;
  readonly hash: string;
}

/** Keeps each template that a workload had, the present one with the highest number. */
function keepRevision(server: ObjectAccess, set: ApiObject): Revision {
  const { namespace = "" } = set.metadata;
  const template = fieldAt(set, "spec.template");
  const hash = templateHash(template);
  const name = `${set.metadata.name}-${hash}`;
  const revisions = ownedBy(set, server.list("ControllerRevision"));
  const known = revisions.find((revision) => revision.metadata.name === name);
  const newest = Math.max(0, ...revisions.filter((each) => each !== known).map(numberOf));
  if (known === undefined) {
    server.create({
      apiVersion: "apps/v1",
      kind: "ControllerRevision",
      metadata: {
        name,
        namespace,
        labels: { ...(template as ApiObject).metadata?.labels, [HASH_LABELS.Pod]: hash },
        ownerReferences: [ownerReference(set)],
      },
      revision: newest + 1,
      data: { spec: { template: { ...(template as object), $patch: "replace" } } },
    });
  } else if (numberOf(known) <= newest) {
    ensure(server, known, { revision: newest + 1 });
  }
  return { name, hash };
}

function numberOf({ revision }: ApiObject): number {
  return Number(revision ?? 0);
}
