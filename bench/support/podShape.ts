import type { ApiObject } from "../../src/demo/apiServer/apiObject.ts";
import { type ClusterShape, namespaceOf } from "./clusterShape.ts";

const NODES = 1_000;
const OLD_REVISIONS = 3;

/** Kinds, names and uids of owners: what an owner reference consists of. */
interface Owner {
  readonly apiVersion: "apps/v1";
  readonly kind: "Deployment" | "ReplicaSet";
  readonly name: string;
  readonly uid: string;
}

const controlledBy = (owner: Owner) => [{ ...owner, controller: true, blockOwnerDeletion: true }];

/** The ReplicaSets of a Deployment: that of its Pods first, then older ones at 0 with a copy of its template. */
export function replicaSets({ metadata, spec }: ApiObject): readonly ApiObject[] {
  const { name, namespace, uid = "", labels } = metadata;
  const { template, selector } = spec as { template: object; selector: object };
  const ownerReferences = controlledBy({ apiVersion: "apps/v1", kind: "Deployment", name, uid });
  return Array.from({ length: 1 + OLD_REVISIONS }, (_, age) => ({
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `${name}-5d9c7b6f4${age}`,
      namespace,
      labels,
      annotations: { "deployment.kubernetes.io/revision": String(7 - age) },
      ownerReferences,
    },
    spec: { replicas: age === 0 ? 2 : 0, selector, template },
    status: { replicas: age === 0 ? 2 : 0 },
  })) as ApiObject[];
}

/**
 * A Pod as a kubelet tells of it, some 4 KB.
 *
 * @param beat changes what only its status says: a condition's time
 */
export function runningPod(
  workload: number,
  replica: number,
  { replicaSet, image, beat }: { replicaSet: ApiObject; image: string; beat: number },
): ApiObject {
  const { name, uid = "", labels } = replicaSet.metadata;
  const time = new Date(1_767_225_600_000 + beat * 1_000).toISOString();
  const { template } = replicaSet.spec as { template: { spec: object } };
  const address = `10.${(workload >> 8) & 255}.${workload & 255}.${replica}`;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${name}-${replica}xk2p`,
      namespace: namespaceOf(workload),
      labels,
      ownerReferences: controlledBy({ apiVersion: "apps/v1", kind: "ReplicaSet", name, uid }),
    },
    spec: {
      ...template.spec,
      nodeName: `node-${(workload * 7 + replica * 13) % NODES}`,
      serviceAccountName: "default",
      tolerations: ["not-ready", "unreachable"].map((key) => ({
        key: `node.kubernetes.io/${key}`,
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: 300,
      })),
    },
    status: {
      phase: "Running",
      podIP: address,
      podIPs: [{ ip: address }],
      startTime: "2026-01-01T00:00:00Z",
      conditions: [
        "PodReadyToStartContainers",
        "Initialized",
        "Ready",
        "ContainersReady",
        "PodScheduled",
      ].map((type) => ({ type, status: "True", lastProbeTime: null, lastTransitionTime: time })),
      containerStatuses: [
        {
          name: "container-0",
          image,
          imageID: `${image.replace(/:[^:/]*$/, "")}@sha256:${"0".repeat(64)}`,
          containerID: `containerd://${String(workload).padStart(60, "0")}${String(replica).padStart(4, "0")}`,
          ready: true,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: "2026-01-01T00:00:00Z" } },
        },
      ],
    },
  } as ApiObject;
}

/** How many Pods a shape has of each workload, where it has any. */
export function podsOf({ pods = 0 }: ClusterShape): readonly number[] {
  return Array.from({ length: pods }, (_, replica) => replica);
}
