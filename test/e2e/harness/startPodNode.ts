import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod, V1PodList } from "@kubernetes/client-node";
import { type RunningPod, runPod } from "./runPod.ts";
import { runTestPod } from "./runTestPod.ts";
import { nodeResources } from "./startControllers.ts";
import type { ControlPlane } from "./startControlPlane.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { waitUntil } from "./waitUntil.ts";

/** A Node whose pods are processes of this machine. */
export interface PodNode {
  /** The pods that serve at present, in the order of their names. */
  readonly serving: () => readonly RunningPod[];
  /**
   * Ends all of them.
   *
   * @throws Error if one ended otherwise than with 0, or by itself
   */
  readonly stop: () => Promise<void>;
}

const NAME = "processes";
const POLL_MS = 100;
const HEARTBEAT_MS = 10_000;

/**
 * Joins a Node to a cluster that runs the pods of the chart, and those alone, as processes: with what they mount, their
 * ServiceAccount's token, their probes, until they are deleted; and the pods of `helm test`. Others that are put there
 * never run.
 *
 * @param cluster with `controllers`, and without Nodes of kwok
 * @param options `images`: folders with what images have that pods mount as volumes, by the images' names
 */
export async function startPodNode(
  cluster: ControlPlane,
  { images = {} }: { readonly images?: Readonly<Record<string, string>> } = {},
): Promise<PodNode> {
  const folder = await temporaryFolder("pods");
  const ending = new AbortController();
  const pods = new Map<string, { stop: AbortController; done: Promise<void>; running?: RunningPod }>();
  const failures: unknown[] = [];

  await cluster.client.create("/api/v1/nodes", {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: NAME, labels: { "kubernetes.io/os": "linux", "kubernetes.io/hostname": NAME } },
  });
  const beat = async () => {
    const conditions = [
      { type: "Ready", status: "True", reason: "Here", lastHeartbeatTime: new Date().toISOString() },
    ];
    const status = { conditions, capacity: nodeResources, allocatable: nodeResources };
    await cluster.client.patch(`/api/v1/nodes/${NAME}/status`, { status });
  };
  await beat();

  const serving = () =>
    [...pods.values()]
      .flatMap(({ running }) => running ?? [])
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  const remove = async ({ metadata }: V1Pod) => {
    const { namespace, name, uid } = metadata!;
    const options = { gracePeriodSeconds: 0, preconditions: { uid } };
    await cluster.client.exchange("DELETE", `/api/v1/namespaces/${namespace}/pods/${name}`, options);
  };
  const begin = (pod: V1Pod, uid: string) => {
    const stop = new AbortController();
    const entry: { stop: AbortController; done: Promise<void>; running?: RunningPod } = {
      stop,
      done: Promise.resolve(),
    };
    pods.set(uid, entry);
    const run = async () => {
      const own = join(folder, uid);
      await mkdir(own);
      if (isTest(pod)) {
        const [exporter] = serving();
        await runTestPod({ cluster, pod, folder: own }, exporter?.url ?? "http://127.0.0.1:9");
        return;
      }
      const onServing = (running: RunningPod) => {
        entry.running = running;
      };
      try {
        await runPod({ cluster, pod, images, folder: own, onServing, signal: stop.signal });
      } catch (error) {
        if (!stop.signal.aborted || (error as Error).name !== "AbortError") {
          failures.push(error);
        }
      }
      delete entry.running;
      // Its name is free for the next one only now.
      await remove(pod);
    };
    entry.done = run().catch((error: unknown) => void failures.push(error));
  };
  const look = async () => {
    const path = `/api/v1/pods?${new URLSearchParams({ fieldSelector: `spec.nodeName=${NAME}` })}`;
    for (const pod of (await cluster.client.get<V1PodList>(path)).items) {
      const { uid = "", deletionTimestamp } = pod.metadata ?? {};
      if (!isExporter(pod) && !isTest(pod)) {
        if (deletionTimestamp !== undefined) {
          await remove(pod);
        }
        continue;
      }
      if (!pods.has(uid) && deletionTimestamp === undefined) {
        begin(pod, uid);
      }
      if (deletionTimestamp !== undefined) {
        pods.get(uid)?.stop.abort();
      }
    }
  };
  const forever = async (act: () => Promise<void>, everyMs: number) => {
    while (!ending.signal.aborted) {
      await act().catch((error: unknown) => ending.signal.aborted || failures.push(error));
      await sleep(everyMs, undefined, { signal: ending.signal }).catch(() => {});
    }
  };
  const loops = Promise.all([forever(look, POLL_MS), forever(beat, HEARTBEAT_MS)]);
  await waitUntil("the Node's taints gone", async () => {
    const { spec } = await cluster.client.get<{ spec: { taints?: object[] } }>(`/api/v1/nodes/${NAME}`);
    return spec.taints === undefined;
  });

  return {
    serving,
    async stop() {
      ending.abort();
      await loops;
      for (const { stop } of pods.values()) {
        stop.abort();
      }
      await Promise.all([...pods.values()].map(({ done }) => done));
      await rm(folder, { recursive: true, force: true });
      if (failures.length > 0) {
        throw new AggregateError(failures, failures.map(String).join("\n"));
      }
    },
  };
}

const isExporter = (pod: V1Pod) => componentOf(pod) === "exporter";
const isTest = (pod: V1Pod) => componentOf(pod) === "test";
const componentOf = ({ metadata }: V1Pod) => metadata?.labels?.["app.kubernetes.io/component"];
