import type { ApiObject } from "../../src/demo/apiServer/apiObject.ts";
import { type ApiServer, startApiServer } from "../../src/demo/apiServer/apiServer.ts";
import type { Kubeconfig } from "../../src/demo/apiServer/kubeconfig.ts";
import { answerQuestions } from "../support/answerQuestions.ts";
import {
  type ClusterShape,
  deployment,
  imageName,
  namespaceOf,
  surroundings,
  WORKLOADS_PER_NAMESPACE,
} from "../support/clusterShape.ts";
import { podsOf, replicaSets, runningPod } from "../support/podShape.ts";

/** The demo's API server, filled with a cluster. */

let server: ApiServer | undefined;
let filledWith: { readonly shape: ClusterShape; readonly hosts: readonly string[] } | undefined;
/** By workload, what its Pods run. */
const running: { readonly replicaSet: ApiObject; readonly image: string }[] = [];
let touched = 0;
let beats = 0;
let created = 0;

function fill(to: ApiServer, shape: ClusterShape, hosts: readonly string[]): void {
  for (let first = 0; first < shape.workloads; first += WORKLOADS_PER_NAMESPACE) {
    const namespace = namespaceOf(first);
    to.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } } as ApiObject);
    const account = { name: "default", namespace };
    to.create({ apiVersion: "v1", kind: "ServiceAccount", metadata: account } as ApiObject);
  }
  const imageOf = (image: number) => imageName(hosts[image % hosts.length] ?? "", image);
  for (let workload = 0; workload < shape.workloads; workload++) {
    const object = to.create(deployment(workload, shape, imageOf));
    if (shape.pods !== undefined) {
      const [newest, ...older] = replicaSets(object);
      const replicaSet = to.create(newest!);
      to.createAll(older);
      const image = imageOf((workload * shape.containersEach) % shape.images);
      to.createAll(
        podsOf(shape).map((replica) => runningPod(workload, replica, { replicaSet, image, beat: 0 })),
      );
      running.push({ replicaSet, image });
    }
    if (shape.surrounded === true) {
      to.createAll(surroundings(workload));
    }
  }
}

answerQuestions({
  /** Fills the cluster; image n is at host n modulo the number of hosts. */
  async start({ shape, hosts }: { shape: ClusterShape; hosts: readonly string[] }): Promise<Kubeconfig> {
    // Nobody asks for the past here.
    server = await startApiServer({ historyLimit: 100 });
    fill(server, shape, hosts);
    filledWith = { shape, hosts };
    return server.kubeconfig();
  },
  /** Rolls every nth workload on to another image of the cluster's. */
  touch({ every }: { every: number }): void {
    const { shape, hosts } = filledWith!;
    touched++;
    for (let workload = 0; workload < shape.workloads; workload += every) {
      const imageOf = (image: number) => {
        const other = (image + touched) % shape.images;
        return imageName(hosts[other % hosts.length] ?? "", other);
      };
      server!.update(deployment(workload, shape, imageOf));
    }
  },
  /** Changes nothing but the status of so many Pods, those of the next workloads in turn. */
  beat({ pods }: { pods: number }): void {
    const { shape } = filledWith!;
    for (let changed = 0; changed < pods; ) {
      const workload = beats++ % shape.workloads;
      for (const replica of podsOf(shape)) {
        server!.update(runningPod(workload, replica, { ...running[workload]!, beat: beats }));
        changed++;
      }
    }
  },
  /** Creates a workload in the first namespace, of one container. @returns its name */
  create({ image }: { image: string }): string {
    const shape = { containersEach: 1, images: 1 };
    const object = deployment(0, shape, () => image);
    const name = `created-${created++}`;
    server!.create({ ...object, metadata: { ...object.metadata, name } });
    return name;
  },
});
