import type { WorkloadObject } from "../../../src/inventory/model.ts";
import type { ClusterClient } from "../../../src/kubernetes/client.ts";
import type { InformerStatus } from "../../../src/kubernetes/informerStatus.ts";
import type { ResourceKind } from "../../../src/kubernetes/kinds/resourceKind.ts";
import { ObjectStore } from "../../../src/kubernetes/objectStore.ts";
import { Reflector } from "../../../src/kubernetes/reflector.ts";
import { VersionLook } from "../../../src/kubernetes/versionLook.ts";
import type { Clock } from "../../../src/time/clock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { deploymentKind } from "../kinds/deploymentKind.ts";
import { projectionContext } from "../kinds/projectionContext.ts";

/** An informer on Deployments, and all that it did. */
export interface InformerUnderTest {
  readonly informer: Reflector<WorkloadObject>;
  readonly store: ObjectStore<WorkloadObject>;
  /** `upsert a`, `delete a` */
  readonly changes: string[];
  readonly statuses: InformerStatus[];
  restarts: number;
  readonly log: ReturnType<typeof recordingLogger>;
}

export function informerUnderTest(
  client: ClusterClient,
  clock: Clock,
  {
    kind = deploymentKind(projectionContext()),
    namespace,
    onUpsert = () => {},
  }: {
    kind?: ResourceKind<WorkloadObject>;
    namespace?: string;
    onUpsert?: (workload: WorkloadObject) => void;
  } = {},
): InformerUnderTest {
  const log = recordingLogger();
  const changes: string[] = [];
  const statuses: InformerStatus[] = [];
  const store = new ObjectStore({
    kind,
    handler: {
      upsert(workload) {
        changes.push(`upsert ${workload.name}`);
        onUpsert(workload);
      },
      delete: ({ name }) => changes.push(`delete ${name}`),
    },
    accepts: () => true,
    clock,
    log,
  });
  const informer = new Reflector({
    client,
    kind,
    namespace,
    store,
    versions: new VersionLook(clock),
    observer: {
      onStatus: (status) => statuses.push(status),
      onRestart() {
        under.restarts++;
      },
    },
    clock,
    random: () => 0.5,
    log,
    turn: (page) => page(),
  });
  const under: InformerUnderTest = { informer, store, changes, statuses, restarts: 0, log };
  return under;
}
