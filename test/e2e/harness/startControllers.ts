import type { V1Node, V1NodeList } from "@kubernetes/client-node";
import { locateTool } from "../tools/locateTool.ts";
import type { ApiClient } from "./apiClient.ts";
import type { ApiServer } from "./startApiServer.ts";
import { type RunningProcess, startProcess } from "./startProcess.ts";
import { waitUntil } from "./waitUntil.ts";

export interface ControllersOptions {
  readonly folder: string;
  readonly apiServer: ApiServer;
  readonly client: ApiClient;
  readonly kubeconfig: string;
  /** How many Nodes there are; kwok plays their kubelets. With none, kwok does not run. */
  readonly nodes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts what turns a Deployment into ReplicaSets and running Pods: controller-manager, scheduler, and kwok in place
 * of kubelets. None of them listens on any port. Resolves when the nodes are ready and ServiceAccounts are made.
 */
export async function startControllers(options: ControllersOptions): Promise<readonly RunningProcess[]> {
  const { folder, apiServer, client, kubeconfig, signal } = options;
  const processes = await Promise.all([
    startProcess({
      name: "kube-controller-manager",
      command: await locateTool("kube-controller-manager", { signal }),
      args: [
        ...["--kubeconfig", kubeconfig, "--use-service-account-credentials", "--leader-elect=false"],
        ...["--service-account-private-key-file", apiServer.serviceAccountKeyFile],
        ...["--root-ca-file", apiServer.caFile, "--secure-port", "0", "--bind-address", "127.0.0.1"],
      ],
      folder,
    }),
    startProcess({
      name: "kube-scheduler",
      command: await locateTool("kube-scheduler", { signal }),
      args: [
        ...["--kubeconfig", kubeconfig, "--leader-elect=false"],
        ...["--secure-port", "0", "--bind-address", "127.0.0.1"],
      ],
      folder,
    }),
    ...(options.nodes > 0 ? [startKwok(options)] : []),
  ]);
  try {
    for (let index = 0; index < options.nodes; index++) {
      await client.create("/api/v1/nodes", node(index));
    }
    const alive = () => processes.find((process) => process.hasExited());
    await waitUntil(
      "nodes and ServiceAccounts ready",
      async () => {
        const dead = alive();
        if (dead !== undefined) {
          return "dead";
        }
        const { items } = await client.get<V1NodeList>("/api/v1/nodes");
        const account = await client.exchange("GET", "/api/v1/namespaces/default/serviceaccounts/default");
        return items.length === options.nodes && items.every(isReady) && account.status === 200 && "ready";
      },
      { signal, deadlineMs: 60_000 },
    );
    const dead = alive();
    if (dead !== undefined) {
      throw new Error(`Cannot go on without ${dead.name}: it exited`);
    }
    return processes;
  } catch (error) {
    const tails = await Promise.all(
      processes.map(async (process) => `--- end of ${process.name}'s log ---\n${await process.tail()}`),
    );
    await Promise.all(processes.map((process) => process.stop({ signal: "SIGKILL" })));
    throw new Error([(error as Error).message, ...tails].join("\n"), { cause: error });
  }
}

async function startKwok({ folder, kubeconfig, signal }: ControllersOptions): Promise<RunningProcess> {
  return startProcess({
    name: "kwok",
    command: await locateTool("kwok", { signal }),
    args: [
      ...["--kubeconfig", kubeconfig, "--manage-all-nodes"],
      ...["--config", await locateTool("kwok-stages", { signal }), "--node-lease-duration-seconds", "40"],
    ],
    folder,
  });
}

/** Of each Node: more than any scene asks for. */
export const nodeResources = { cpu: "64", memory: "256Gi", pods: "1000" };

const node = (index: number) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name: `node-${index}`,
    labels: {
      "kubernetes.io/os": "linux",
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/hostname": `node-${index}`,
    },
  },
  spec: {},
  status: { allocatable: nodeResources, capacity: nodeResources },
});

const isReady = (object: V1Node): boolean =>
  object.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
