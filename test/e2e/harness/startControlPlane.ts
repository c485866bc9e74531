import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type ApiClient, createApiClient } from "./apiClient.ts";
import { type KubeconfigUser, writeKubeconfig } from "./kubeconfig.ts";
import { type ApiServer, type ApiUser, startApiServer } from "./startApiServer.ts";
import { startControllers } from "./startControllers.ts";
import { type Etcd, startEtcd } from "./startEtcd.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export interface ControlPlaneOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * How many Nodes there are. With at least one, controller-manager, scheduler and kwok run too, and Deployments
   * become Pods; with none (the default) the API server only keeps what it is told.
   */
  readonly nodes?: number;
  /** Whether controller-manager and scheduler run even without such Nodes, for those of `startPodNode`. */
  readonly controllers?: boolean;
  /** Who may log in besides the administrator. */
  readonly users?: readonly ApiUser[];
  readonly apiServerArgs?: readonly string[];
}

export interface ControlPlane {
  readonly url: string;
  readonly ca: string;
  readonly caFile: string;
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string;
  readonly adminToken: string;
  /** The administrator's client. */
  readonly client: ApiClient;
  /** A client for another token. The caller closes it. */
  readonly clientFor: (token: string) => ApiClient;
  /** Writes a kubeconfig for another user and returns its path. @param url default: the API server's own */
  readonly kubeconfigFor: (user: KubeconfigUser, url?: string) => Promise<string>;
  /**
   * A token of a ServiceAccount that lives `seconds` (600 at least, default 3600), and no longer than the Secret named
   * by `boundTo`.
   */
  readonly serviceAccountToken: (
    namespace: string,
    name: string,
    options?: { readonly seconds?: number; readonly boundTo?: string },
  ) => Promise<string>;
  readonly apiServer: ApiServer;
  readonly etcd: Etcd;
  /**
   * Makes every resourceVersion and every continuation of a list given out so far too old (410), by compacting etcd
   * and starting the API server anew: its own watch cache remembers longer than etcd does.
   */
  readonly forgetHistory: () => Promise<void>;
  /** Stops everything and removes its folder. Harmless when repeated. */
  readonly stop: () => Promise<void>;
}

/** Starts a control plane on 127.0.0.1, in some 10 s on two cores. The scene that starts it stops it. */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const { signal, nodes = 0, controllers = nodes > 0 } = options;
  await using starting = new AsyncDisposableStack();
  const folder = await temporaryFolder("cluster");
  starting.defer(() => rm(folder, { recursive: true, force: true }));

  const etcd = await startEtcd(folder, signal);
  starting.defer(async () => {
    await etcd.process.stop();
  });

  const admin = {
    name: "administrator",
    token: randomBytes(16).toString("hex"),
    groups: ["system:masters"],
  };
  const apiServer = await startApiServer({
    folder,
    etcdUrl: etcd.url,
    users: [admin, ...(options.users ?? [])],
    serviceAccountAdmission: controllers,
    ...(options.apiServerArgs !== undefined && { extraArgs: options.apiServerArgs }),
    signal,
  });
  // Its orderly end waits for watches to close; nobody is left to be polite to.
  starting.defer(() => apiServer.stop("SIGKILL"));

  const client = createApiClient({ ...apiServer, token: admin.token });
  starting.defer(() => client.close());
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, apiServer, admin);
  await client.get("/api/v1/namespaces/default");

  if (controllers === true) {
    const processes = await startControllers({ folder, apiServer, client, kubeconfig, nodes, signal });
    starting.defer(async () => {
      await Promise.all(processes.map((process) => process.stop({ signal: "SIGKILL" })));
    });
  }

  const running = starting.move();
  return {
    url: apiServer.url,
    ca: apiServer.ca,
    caFile: apiServer.caFile,
    kubeconfig,
    adminToken: admin.token,
    client,
    clientFor: (token) => createApiClient({ ...apiServer, token }),
    async kubeconfigFor(user, url = apiServer.url) {
      const path = join(folder, `kubeconfig-${randomBytes(4).toString("hex")}`);
      await writeKubeconfig(path, { url, ca: apiServer.ca }, user);
      return path;
    },
    async serviceAccountToken(namespace, name, { seconds = 3600, boundTo } = {}) {
      const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
      const request = {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenRequest",
        spec: {
          expirationSeconds: seconds,
          ...(boundTo && { boundObjectRef: { apiVersion: "v1", kind: "Secret", name: boundTo } }),
        },
      };
      return (await client.create<{ status: { token: string } }>(path, request)).status.token;
    },
    apiServer,
    etcd,
    async forgetHistory() {
      await apiServer.stop("SIGKILL");
      await etcd.compact();
      await apiServer.start();
    },
    stop: () => running.disposeAsync(),
  };
}
