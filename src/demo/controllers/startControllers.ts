import type { CancelTimer, Clock } from "../../time/clock.ts";
import { ApiError } from "../apiServer/apiError.ts";
import type { ApiObject } from "../apiServer/apiObject.ts";
import type { ApiServer } from "../apiServer/apiServer.ts";
import { rollOutDeployment } from "./deployments.ts";
import { Kubelets, type Pull } from "./kubelets.ts";
import { controllerOf } from "./ownedObjects.ts";
import { keepPods, POD_SETS } from "./podSets.ts";

/** How often what cannot be pulled is tried again, in milliseconds. */
const RETRY_MS = 5_000;
/** A roll-out takes a few steps, each of which the next one sees. */
const MAX_STEPS = 50;

/** What a cluster does by itself. */
export interface Controllers {
  /** Does at once all that there is to do. */
  settle(): void;
  stop(): void;
}

/**
 * Starts what turns workloads into pods and runs them, a little of what the controller-manager, the scheduler and kubelets
 * do: ReplicaSets and ControllerRevisions, pods with the digests of their images, and garbage collection. Nothing takes time;
 * what changes is seen to as soon as the writer has done.
 */
export function startControllers(
  server: ApiServer,
  { clock, pull }: { clock: Clock; pull: Pull },
): Controllers {
  const kubelets = new Kubelets(server, pull);
  let isSettling = false;
  let isDue = false;
  let isStopped = false;
  let cancel: CancelTimer = () => {};

  function settle(): void {
    isDue = false;
    if (isStopped) {
      return;
    }
    isSettling = true;
    let before: number;
    let steps = 0;
    do {
      before = server.resourceVersion;
      step(server, kubelets);
    } while (server.resourceVersion !== before && ++steps < MAX_STEPS);
    isSettling = false;
  }

  const unsubscribe = server.subscribe(() => {
    if (!isSettling && !isDue) {
      isDue = true;
      queueMicrotask(settle);
    }
  });
  const retry = () => {
    cancel = clock.schedule(RETRY_MS, () => {
      settle();
      retry();
    });
  };
  retry();
  settle();
  return {
    settle,
    stop() {
      isStopped = true;
      cancel();
      unsubscribe();
    },
  };
}

function step(server: ApiServer, kubelets: Kubelets): void {
  forEach(server.list("Deployment"), (deployment) => rollOutDeployment(server, deployment));
  for (const kind of POD_SETS) {
    forEach(server.list(kind), (set) => keepPods(server, kind, set));
  }
  forEach(server.list("Pod"), (pod) => kubelets.run(pod));
  collectGarbage(server);
}

/** Deletes what belonged to somebody who is gone. */
function collectGarbage(server: ApiServer): void {
  const owners = ["Deployment", "CronJob", ...POD_SETS];
  const uids = new Set(owners.flatMap((kind) => server.list(kind)).map(({ metadata }) => metadata.uid));
  for (const kind of ["ReplicaSet", "ControllerRevision", "Job", "Pod"]) {
    forEach(server.list(kind), (object) => {
      const controller = controllerOf(object);
      if (controller !== undefined && owners.includes(controller.kind) && !uids.has(controller.uid)) {
        const { namespace = "", name } = object.metadata;
        server.delete({ kind, namespace, name });
      }
    });
  }
}

/** What the server refuses of one object holds up no other. */
function forEach(objects: readonly ApiObject[], act: (object: ApiObject) => void): void {
  for (const object of objects) {
    try {
      act(object);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
    }
  }
}
