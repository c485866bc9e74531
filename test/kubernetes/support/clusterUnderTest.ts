import type { ApiObject } from "../../../src/demo/apiServer/apiObject.ts";
import { type ApiServer, startApiServer } from "../../../src/demo/apiServer/apiServer.ts";
import type { ClusterClient } from "../../../src/kubernetes/client.ts";
import {
  type ClusterWatch,
  type ClusterWatchConfig,
  startClusterWatch,
} from "../../../src/kubernetes/clusterWatch.ts";
import type { NodeSettings } from "../../../src/kubernetes/nodeSettingWatch.ts";
import { type FakeClock, fakeClock } from "../../support/fakeClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { until } from "../../support/until.ts";
import { type RecordingSink, recordingSink } from "./recordingSink.ts";
import { testClient } from "./testClient.ts";

/** A watched cluster, and all that was seen of it. */
export interface ClusterUnderTest extends AsyncDisposable {
  readonly api: ApiServer;
  readonly sink: RecordingSink;
  readonly log: ReturnType<typeof recordingLogger>;
  /** Drives the informers; the server has the machine's. */
  readonly clock: FakeClock;
  /** What the observer was told last, by resource. */
  readonly states: Map<string, string>;
  readonly restarts: string[];
  readonly client: ClusterClient;
  /** Begins to watch, in the namespace `own`. */
  watch(config?: Partial<ClusterWatchConfig>, nodeSettings?: NodeSettings): ClusterWatch;
  /** Moves the clock on until something has happened. */
  advanceUntil(condition: () => boolean): Promise<void>;
  /** Whether the sink was called so. */
  has(call: string): boolean;
  /** All paths that were asked for. */
  paths(): readonly string[];
  create(kind: string, namespace: string, name: string, more?: object): void;
}

const VERSIONS: Readonly<Record<string, string>> = {
  Deployment: "apps/v1",
  StatefulSet: "apps/v1",
  DaemonSet: "apps/v1",
  ReplicaSet: "apps/v1",
  CronJob: "batch/v1",
  Job: "batch/v1",
  Rollout: "argoproj.io/v1alpha1",
};

/** @param tokenFile where the client's token is read from; its kubeconfig's otherwise */
export async function clusterUnderTest({
  tokenFile,
}: {
  tokenFile?: string;
} = {}): Promise<ClusterUnderTest> {
  const api = await startApiServer();
  const clock = fakeClock();
  const client = testClient(api.url, {
    clock,
    ...(tokenFile === undefined ? { user: { token: api.token } } : { tokenFile }),
  });
  const sink = recordingSink();
  const log = recordingLogger();
  const states = new Map<string, string>();
  const restarts: string[] = [];
  const watches: ClusterWatch[] = [];
  for (const name of ["own", "shop", "kube-system"]) {
    api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { team: name } } });
  }
  return {
    api,
    sink,
    log,
    clock,
    states,
    restarts,
    client,
    watch(config = {}, nodeSettings) {
      const watch = startClusterWatch({
        config: {
          workloads: {
            kinds: ["Deployment", "StatefulSet", "DaemonSet", "CronJob"],
            custom: [],
            liveRevisions: false,
          },
          namespaces: { include: [], exclude: [] },
          secrets: { mode: "cluster" },
          metrics: { ownerLabels: [] },
          hygiene: { pullSecrets: false, workloads: false },
          running: { enabled: false },
          images: { verify: "manifest", platforms: [] },
          ...config,
        },
        client,
        sink,
        nodeSettings,
        observer: {
          informerChanged(resource, state) {
            states.set(resource, state);
            sink.calls.push(`state ${resource} ${state}`);
          },
          informerRestarted: (resource) => restarts.push(resource),
        },
        ownNamespace: "own",
        clock,
        log,
        random: () => 0.5,
      });
      watches.push(watch);
      return watch;
    },
    async advanceUntil(condition) {
      await until(() => {
        void clock.advance(50);
        return condition();
      });
    },
    has: (call) => sink.calls.includes(call),
    paths: () => [...new Set(api.requests.map(({ path }) => path))],
    create(kind, namespace, name, more = {}) {
      api.create({
        apiVersion: VERSIONS[kind] ?? "v1",
        kind,
        metadata: { name, namespace },
        ...more,
      } as ApiObject);
    },
    async [Symbol.asyncDispose]() {
      for (const watch of watches) {
        await watch.stop();
      }
      await client.close();
      await api.stop();
    },
  };
}

/** The spec of a workload with one container. */
export function spec(kind: string, image = "nginx:1"): object {
  const podSpec = { containers: [{ name: "main", image }], restartPolicy: "Always" };
  const template = { metadata: { labels: { app: "x" } }, spec: podSpec };
  const selector = { matchLabels: { app: "x" } };
  switch (kind) {
    case "Pod":
      return { spec: podSpec };
    case "CronJob":
      return {
        spec: {
          schedule: "* * * * *",
          jobTemplate: { spec: { template: { spec: { ...podSpec, restartPolicy: "Never" } } } },
        },
      };
    case "StatefulSet":
      return { spec: { selector, template, serviceName: "x" } };
    default:
      return { spec: { selector, template } };
  }
}
