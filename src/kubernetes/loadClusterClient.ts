import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import type { Cluster, Context, User } from "@kubernetes/client-node";
import { fileProblem } from "../files/fileProblem.ts";
import { homeFolder } from "../files/homeFolder.ts";
import { readRegularFile } from "../files/readRegularFile.ts";
import { readProxyEnvironment } from "../network/proxyEnvironment.ts";
import type { Clock } from "../time/clock.ts";
import { ClusterClient } from "./client.ts";
import { ClusterConfigError } from "./clusterConfigError.ts";
import { readKubeconfig } from "./readKubeconfig.ts";

const MAX_PEM_BYTES = 4 * 1024 * 1024;
const SERVICE_ACCOUNT_FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

export interface LoadClusterOptions {
  /** `config.kubernetes.kubeconfig`: a path, or empty. */
  readonly kubeconfig: string;
  /** `config.kubernetes.context`: a name, or empty for the current one. */
  readonly context: string;
  readonly clock: Clock;
  /** As in `ClusterClientOptions`. */
  readonly multiplexed?: boolean;
  /** Default: the process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default: the user's. */
  readonly home?: string;
  /** Where a pod finds its token. Default: where Kubernetes mounts it. */
  readonly serviceAccountFolder?: string;
}

/**
 * Finds the cluster: the kubeconfig named in the configuration, else the pod's service account (unless a context is
 * asked for), else the files of KUBECONFIG, else `~/.kube/config`. Never guesses an address.
 *
 * @throws ClusterConfigError when there is none, or when what there is cannot be used; ProxyVariableError
 */
export function loadClusterClient(options: LoadClusterOptions): ClusterClient {
  const { kubeconfig, context, clock, multiplexed = false, env = process.env } = options;
  const surroundings = { clock, env, multiplexed };
  const folder = options.serviceAccountFolder ?? SERVICE_ACCOUNT_FOLDER;
  const isInPod = (env.KUBERNETES_SERVICE_HOST ?? "") !== "" && existsSync(join(folder, "token"));
  return kubeconfig === "" && context === "" && isInPod
    ? inCluster(folder, surroundings)
    : fromFiles(kubeconfigFiles(options), context, surroundings);
}

/**
 * The names of all contexts that the kubeconfig has which `loadClusterClient` would read, in its order.
 *
 * @throws ClusterConfigError when there is no kubeconfig, or it cannot be read or has none
 */
export function contextNames(
  options: Pick<LoadClusterOptions, "kubeconfig" | "env" | "home">,
): readonly string[] {
  const files = kubeconfigFiles(options);
  const names = new Set(files.flatMap((file) => readKubeconfig(file).contexts.map(({ name }) => name)));
  if (names.size === 0) {
    throw new ClusterConfigError(`Cannot use all contexts of ${files.join(delimiter)}: it has none`);
  }
  return [...names];
}

/**
 * The files that are read where the pod has no service account.
 *
 * @throws ClusterConfigError where there is none
 */
export function kubeconfigFiles({
  kubeconfig,
  env = process.env,
  home = homeFolder(),
}: Pick<LoadClusterOptions, "kubeconfig" | "env" | "home">): readonly string[] {
  if (kubeconfig !== "") {
    return [kubeconfig];
  }
  if (env.KUBECONFIG !== undefined && env.KUBECONFIG !== "") {
    // As kubectl does: files of the list that are not there are passed over.
    const files = env.KUBECONFIG.split(delimiter).filter((file) => file !== "" && existsSync(file));
    if (files.length > 0) {
      return files;
    }
    throw new ClusterConfigError(`Cannot find a cluster: no file of KUBECONFIG=${env.KUBECONFIG} exists`);
  }
  const standard = join(home, ".kube", "config");
  if (existsSync(standard)) {
    return [standard];
  }
  throw new ClusterConfigError(
    `Cannot find a cluster: config.kubernetes.kubeconfig is not set, this is no pod with a service account, KUBECONFIG is not set, and ${standard} does not exist`,
  );
}

/** What a pod's own service account counts as. */
const IN_CLUSTER = "in-cluster";

/** The name of the context that a client is of; empty for a pod's service account, which no kubeconfig has. */
export function contextOf(client: ClusterClient): string {
  const context = client.getCurrentContext();
  return context === IN_CLUSTER ? "" : context;
}

type Surroundings = Required<Pick<LoadClusterOptions, "clock" | "env" | "multiplexed">>;

/** The first file to name a cluster, user, context or current context wins, as with kubectl. */
function fromFiles(
  files: readonly string[],
  wanted: string,
  { clock, env, multiplexed }: Surroundings,
): ClusterClient {
  const clusters = new Map<string, Cluster>();
  const users = new Map<string, User>();
  const contexts = new Map<string, Context>();
  const tokenFiles = new Map<string, string>();
  let currentContext = wanted;
  for (const file of files) {
    const read = readKubeconfig(file);
    for (const cluster of read.clusters) {
      if (!clusters.has(cluster.name)) {
        clusters.set(cluster.name, cluster);
      }
    }
    for (const context of read.contexts) {
      if (!contexts.has(context.name)) {
        contexts.set(context.name, context);
      }
    }
    for (const user of read.users) {
      if (users.has(user.name)) {
        continue;
      }
      users.set(user.name, user);
      const tokenFile = read.tokenFiles.get(user.name);
      if (tokenFile !== undefined && tokenFile !== "") {
        tokenFiles.set(user.name, isAbsolute(tokenFile) ? tokenFile : join(dirname(file), tokenFile));
      }
    }
    currentContext ||= read.currentContext;
  }
  const from = files.join(delimiter);
  const names = [...contexts.keys()];
  const has = names.length === 0 ? "it has none" : `it has ${names.map((name) => `"${name}"`).join(", ")}`;
  if (currentContext === "") {
    throw new ClusterConfigError(`Cannot choose a context: ${from} names no current one, and ${has}`);
  }
  const context = contexts.get(currentContext);
  if (context === undefined) {
    throw new ClusterConfigError(`Cannot use context "${currentContext}" of ${from}: ${has}`);
  }
  const cluster = clusters.get(context.cluster);
  if (cluster === undefined) {
    throw missing("cluster", context.cluster, currentContext, from);
  }
  // A context may do without a user.
  if (context.user && !users.has(context.user)) {
    throw missing("user", context.user, currentContext, from);
  }

  const client = new ClusterClient({ clock, tokenFiles, multiplexed, proxies: readProxyEnvironment(env) });
  client.loadFromOptions({
    clusters: [usable(cluster, from)],
    users: [usableUser(users.get(context.user), from)],
    contexts: [{ ...context, user: context.user ?? "" }],
    currentContext,
  });
  return client;
}

/** Checks the address and the CA. @throws ClusterConfigError */
function usable(cluster: Cluster, from: string): Cluster {
  const url = URL.canParse(cluster.server) ? new URL(cluster.server) : undefined;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") {
    throw new ClusterConfigError(
      `Cannot use cluster "${cluster.name}" of ${from}: its server is ${JSON.stringify(cluster.server)}, not an http or https URL`,
    );
  }
  const { caFile = "" } = cluster;
  requireFile(caFile, "CA file", `cluster "${cluster.name}" of ${from}`);
  requirePem(cluster.caData, "certificate-authority-data", `cluster "${cluster.name}" of ${from}`);
  // Without TLS there is nothing to verify, and client-node insists on hearing so.
  return url.protocol === "http:" ? { ...cluster, skipTLSVerify: true } : cluster;
}

/** Checks the client certificate. @throws ClusterConfigError */
function usableUser(user: User | undefined, from: string): User {
  if (user === undefined) {
    return { name: "" };
  }
  requireFile(user.certFile, "client certificate", `user "${user.name}" of ${from}`);
  requireFile(user.keyFile, "client key", `user "${user.name}" of ${from}`);
  requirePem(user.certData, "client-certificate-data", `user "${user.name}" of ${from}`);
  requirePem(user.keyData, "client-key-data", `user "${user.name}" of ${from}`);
  return user;
}

/** client-node would wait for whoever writes to a pipe, and fill the memory with what has no end. */
function requireFile(path: string | undefined, what: string, owner: string): void {
  if (path === undefined || path === "") {
    return;
  }
  try {
    readRegularFile(path, { maxBytes: MAX_PEM_BYTES });
  } catch (error) {
    throw new ClusterConfigError(
      `Cannot use ${owner}: its ${what} ${path} cannot be read: ${fileProblem(error)}`,
      { cause: error },
    );
  }
}

/** Node.js takes anything for base64, and would say later that the API server's certificate is not to be trusted. */
function requirePem(data: unknown, key: string, owner: string): void {
  if (data === undefined || data === null || data === "") {
    return;
  }
  const isBase64 = typeof data === "string" && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(data);
  if (!isBase64 || !Buffer.from(data, "base64").includes("-----BEGIN ")) {
    throw new ClusterConfigError(`Cannot use ${owner}: its ${key} is not PEM text in base64`);
  }
}

function inCluster(folder: string, { clock, env, multiplexed }: Surroundings): ClusterClient {
  const host = env.KUBERNETES_SERVICE_HOST ?? "";
  const port = env.KUBERNETES_SERVICE_PORT_HTTPS ?? env.KUBERNETES_SERVICE_PORT ?? "443";
  const name = IN_CLUSTER;
  const namespaceFile = join(folder, "namespace");
  const client = new ClusterClient({
    clock,
    multiplexed,
    tokenFiles: new Map([[name, join(folder, "token")]]),
  });
  client.loadFromOptions({
    clusters: [
      {
        name,
        server: `https://${host.includes(":") ? `[${host}]` : host}:${port}`,
        caFile: join(folder, "ca.crt"),
        skipTLSVerify: false,
      },
    ],
    users: [{ name }],
    contexts: [
      {
        name,
        cluster: name,
        user: name,
        namespace: existsSync(namespaceFile) ? readFileSync(namespaceFile, "utf8").trim() : "",
      },
    ],
    currentContext: name,
  });
  return client;
}

function missing(what: string, name: string, context: string, from: string): ClusterConfigError {
  return new ClusterConfigError(
    `Cannot use context "${context}" of ${from}: its ${what} "${name}" is not there${what === "cluster" ? ", or names no server" : ""}`,
  );
}
