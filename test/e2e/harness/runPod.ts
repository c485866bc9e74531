import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { V1Container, V1Pod, V1PodStatus, V1Probe } from "@kubernetes/client-node";
import { bundle } from "../../support/bundle.ts";
import { probe } from "./podProbe.ts";
import { MOUNT_FOLDER, writeVolumes } from "./podVolumes.ts";
import type { ControlPlane } from "./startControlPlane.ts";
import { type RunningProcess, startProcess } from "./startProcess.ts";

/** A pod of the chart that runs as a process. */
export interface RunningPod {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** Scheme, host and port of its pages. */
  readonly url: string;
  readonly process: RunningProcess;
}

export interface RunPodOptions {
  readonly cluster: ControlPlane;
  readonly pod: V1Pod;
  /** Folders with what images have that are mounted as volumes, by the images' names. */
  readonly images: Readonly<Record<string, string>>;
  /** A folder of its own. */
  readonly folder: string;
  /** Called once its pages have an address. */
  readonly onServing: (running: RunningPod) => void;
  /** Aborts when the pod is to go. */
  readonly signal: AbortSignal;
}

/** The pod's mounted files are looked at so often; the kubelet takes up to a minute and a half. */
const REFRESH_MS = 500;

/**
 * Does for a pod of the chart's workload what the kubelet does: mounts, start, probes, status, end. The image is the
 * bundle; of the pod's arguments, those that name folders and the address are made fit for this machine.
 *
 * @throws Error unless the process ends with 0, and only when it is told to
 */
export async function runPod(options: RunPodOptions): Promise<void> {
  const { pod, folder, signal } = options;
  const container = pod.spec!.containers[0]!;
  const root = join(folder, "root");
  const retry = AbortSignal.any([signal, AbortSignal.timeout(60_000)]);
  const name = pod.metadata?.name ?? "";
  while (!(await mounted(options, root))) {
    await sleep(200, undefined, { signal: retry });
  }
  for (const init of pod.spec?.initContainers ?? []) {
    await runToEnd(options, init, root);
  }

  const server = await startProcess({
    name,
    command: process.execPath,
    args: [await bundle(), ...(await argumentsOf(options, container, root))],
    env: { PATH: process.env.PATH, HOME: folder, ...environmentOf(pod, container) },
    folder,
  });
  const cause = await attend(options, container, server, root).then(
    () => undefined,
    (error: unknown) => error,
  );
  const code = await server.stop({ graceMs: (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1000 });
  if (!signal.aborted) {
    throw cause;
  }
  if (code !== 0) {
    throw new Error(`The pod ${name} ended with ${code}\n${await server.tail()}`);
  }
}

/** Runs an init container of the exporter's image, whose command begins with `node`. */
async function runToEnd({ pod, images }: RunPodOptions, container: V1Container, root: string): Promise<void> {
  const places = (container.volumeMounts ?? []).map(({ name, mountPath }) => {
    const image = pod.spec?.volumes?.find((volume) => volume.name === name)?.image;
    return [mountPath, images[image?.reference ?? ""] ?? join(root, mountPath)] as const;
  });
  const args = (container.command ?? []).slice(1).map((text) => {
    const place = places.find(([mountPath]) => text === mountPath || text.startsWith(`${mountPath}/`));
    return place === undefined ? text : join(place[1], text.slice(place[0].length));
  });
  await promisify(execFile)(process.execPath, args);
}

/** Looks after the process until it is to go, or something is wrong with it. */
async function attend(
  options: RunPodOptions,
  container: V1Container,
  server: RunningProcess,
  root: string,
): Promise<void> {
  const { pod, signal } = options;
  const { name = "", namespace = "", uid = "" } = pod.metadata ?? {};
  await setStatus(options, { ready: false });
  let url = "";
  const serving = async () => {
    url ||= /serving metrics at (\S+)\/metrics/.exec(await readFile(server.logFile, "utf8"))?.[1] ?? "";
    return url !== "";
  };
  await server.ready(serving, { signal });
  options.onServing({ name, namespace, uid, url, process: server });
  await Promise.all([watchProbes(options, container, server, url), refresh(options, root)]);
}

async function mounted({ cluster, pod }: RunPodOptions, root: string): Promise<boolean> {
  try {
    await writeVolumes(cluster.client, pod, root);
    return true;
  } catch {
    return false;
  }
}

async function refresh({ cluster, pod, signal }: RunPodOptions, root: string): Promise<void> {
  while (true) {
    await sleep(REFRESH_MS, undefined, { signal });
    await writeVolumes(cluster.client, pod, root);
  }
}

async function argumentsOf(
  { cluster, pod, folder }: RunPodOptions,
  container: V1Container,
  root: string,
): Promise<readonly string[]> {
  const namespace = pod.metadata?.namespace ?? "";
  const account = pod.spec?.serviceAccountName ?? "default";
  const token = await cluster.serviceAccountToken(namespace, account);
  await mkdir(folder, { recursive: true });
  return [
    ...(container.args ?? []).map((text) =>
      text.replaceAll(`${MOUNT_FOLDER}/`, `${join(root, MOUNT_FOLDER)}/`),
    ),
    `--kubeconfig=${await cluster.kubeconfigFor({ name: account, token, namespace })}`,
    "--bind-address=127.0.0.1:0",
  ];
}

function environmentOf(pod: V1Pod, container: V1Container): Record<string, string> {
  const fields: Readonly<Record<string, string | undefined>> = {
    "metadata.name": pod.metadata?.name,
    "metadata.namespace": pod.metadata?.namespace,
  };
  const entries = (container.env ?? []).map(({ name, value, valueFrom }) => [
    name,
    value ?? fields[valueFrom?.fieldRef?.fieldPath ?? ""] ?? "",
  ]);
  return Object.fromEntries(entries);
}

async function watchProbes(
  options: RunPodOptions,
  container: V1Container,
  server: RunningProcess,
  url: string,
): Promise<void> {
  const { signal } = options;
  const every = async (given: V1Probe | undefined, act: (success: boolean) => Promise<boolean>) => {
    while (given !== undefined) {
      if (server.hasExited()) {
        throw new Error(`The pod's process ended by itself\n${await server.tail()}`);
      }
      if (!(await act(await probe(given, url)))) {
        return;
      }
      await sleep((given.periodSeconds ?? 10) * 1000, undefined, { signal });
    }
  };
  await every(container.startupProbe, async (success) => !success);
  let ready: boolean | undefined;
  const readiness = async (success: boolean) => {
    if (success !== ready) {
      await setStatus(options, { ready: success });
    }
    ready = success;
    return true;
  };
  let failures = 0;
  const liveness = async (success: boolean) => {
    failures = success ? 0 : failures + 1;
    if (failures >= (container.livenessProbe?.failureThreshold ?? 3)) {
      throw new Error(`The liveness probe fails\n${await server.tail()}`);
    }
    return true;
  };
  await Promise.all([every(container.readinessProbe, readiness), every(container.livenessProbe, liveness)]);
}

async function setStatus({ cluster, pod }: RunPodOptions, { ready }: { ready: boolean }): Promise<void> {
  const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const { name, namespace } = pod.metadata ?? {};
  const condition = (type: string, holds: boolean) => ({
    type,
    status: holds ? "True" : "False",
    lastTransitionTime: now,
  });
  const status = {
    phase: "Running",
    conditions: [
      condition("PodScheduled", true),
      condition("Initialized", true),
      condition("ContainersReady", ready),
      condition("Ready", ready),
    ],
    containerStatuses: pod.spec?.containers.map(({ name: container, image = "" }) => ({
      name: container,
      image,
      imageID: "",
      ready,
      started: true,
      restartCount: 0,
      state: { running: { startedAt: now } },
    })),
  } satisfies { [key in keyof V1PodStatus]: unknown };
  await cluster.client.patch(`/api/v1/namespaces/${namespace}/pods/${name}/status`, { status });
}
