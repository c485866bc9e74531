import type { Config } from "../config/config.generated.ts";
import { formatPlatform } from "../image/platform.ts";
import { repositoryName } from "../image/reference.ts";
import type {
  ClusterSink,
  PodTemplate,
  RunningPod,
  ServiceAccount,
  WorkloadObject,
} from "../inventory/model.ts";
import { looksInside, NodePlatforms } from "../inventory/nodePlatforms.ts";
import { OwnerDirectory, type ReportedAs } from "../inventory/ownerDirectory.ts";
import { PullScopes } from "../inventory/pullScopes.ts";
import { SKIP_RECORDS, unpulled } from "../inventory/skipReason.ts";
import { UnreadableClusterError } from "../kubernetes/apiError.ts";
import { ownerKinds } from "../kubernetes/kinds/ownerKinds.ts";
import { loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { ownNamespace } from "../kubernetes/ownNamespace.ts";
import { OpenShiftNodes } from "../registry/runtime/openshift/openShiftNodes.ts";
import { systemClock } from "../time/clock.ts";
import { SlicedWork } from "../time/slicedWork.ts";
import type { CommandInput } from "./command.ts";
import { type ExplainedPod, explain } from "./explain.ts";
import { type ImageCommandOptions, imageOptions } from "./imageCommand.ts";
import { listCluster } from "./listCluster.ts";
import { lookInside } from "./lookInside.ts";
import { type NamedWorkload, readWorkload } from "./readWorkload.ts";
import { runningCopies } from "./runningCopies.ts";
import { UsageError } from "./usageError.ts";

/** How long it may take to read the cluster, in milliseconds. */
const TIMEOUT_MS = 60_000;

/**
 * `explain`: of images named on the command line, as a user, or as pods of a service account; or of a workload of the
 * cluster.
 *
 * @returns 0, 2 where a reference cannot be read, or 4 where the cluster cannot be read
 * @throws UsageError where there is no such workload or account, ClusterConfigError, what `explain` does
 */
export async function explainCommand(given: CommandInput): Promise<0 | 2 | 4> {
  const input = { ...given, config: withNamed(given.config) };
  const { flags, io } = input;
  const options = await imageOptions(input);
  const [inCluster, another] = ["workload", "service-account"].filter((name) => flags.has(name));
  if (another !== undefined) {
    throw new UsageError("--service-account: expected no --workload beside it, which has its own");
  }
  const isRunning = flags.get("running") === "true";
  if (isRunning && inCluster !== "workload") {
    throw new UsageError("--running: expected --workload beside it, whose pods are meant");
  }
  if (inCluster === undefined) {
    if (flags.has("namespace")) {
      throw new UsageError(
        "--namespace: expected --workload or --service-account beside it, as images have none",
      );
    }
    return await explain(options);
  }
  if (options.dockerConfig !== undefined) {
    throw new UsageError(
      `--docker-config: expected no --${inCluster} beside it, whose credentials the cluster has`,
    );
  }
  const asked: ImageCommandOptions = { ...options, cluster: openShiftNodes(options) };
  try {
    const readPods = inCluster === "workload" ? podsOfWorkload : podsOfAccount;
    return await explain(asked, await readPods(flags.get(inCluster)!, input, asked));
  } catch (error) {
    if (error instanceof UnreadableClusterError) {
      io.stderr.write(`${error.message}\n`);
      return 4;
    }
    throw error;
  }
}

function openShiftNodes({ config, log }: ImageCommandOptions): OpenShiftNodes | undefined {
  const { openshift } = config.nodes;
  return openshift.enabled
    ? new OpenShiftNodes({ options: openshift, log, onChange() {}, onKeyring() {} })
    : undefined;
}

/** Platforms that are named are looked at; where none are, those of the cluster's nodes. */
function withNamed(config: Config): Config {
  return config.images.platforms.length > 0 ? lookInside(config) : config;
}

async function podsOfWorkload(
  text: string,
  input: CommandInput,
  options: ImageCommandOptions,
): Promise<readonly ExplainedPod[]> {
  const { config, flags, io } = input;
  const { kind, name, workloads } = readWorkload(text, config);
  const isRunning = flags.get("running") === "true";
  const { namespace, scopes, found, unread, podsOf, platformsFor } = await readNamespace(
    input,
    options,
    workloads,
    (object) => "templates" in object && object.name === name,
    isRunning,
  );
  const [workload] = found.filter((object) => "templates" in object);
  const [missed] = unread.filter(({ resource }) => !SUPPORTING.has(resource));
  if (workload === undefined || (isRunning && missed !== undefined)) {
    throw (
      missed?.problem ?? new UsageError(`--workload: there is no ${kind} ${name} in namespace ${namespace}`)
    );
  }
  const say = (what: string) => io.stderr.write(`${namespace}/${kind}/${name}: ${what}\n`);
  const { disabled, optedOut, templates } = workload;
  if (optedOut) {
    say("it is not checked, as its annotation says");
  } else if (disabled && !config.workloads.includeDisabled.some((each) => each.toLowerCase() === kind)) {
    say("it is not checked, as nothing of it is to run (config.workloads.includeDisabled)");
  }
  const running = isRunning ? runningCopies(podsOf({ kind, name })) : undefined;
  return templates.map((template) => {
    const own = credentialsOf(scopes, namespace, template, say);
    const pulled = template.containers.filter((each) => {
      const reason = unpulled(each);
      if (reason !== undefined) {
        say(`the image of ${each.container} is not checked: ${SKIP_RECORDS[reason].because}`);
      }
      return reason === undefined;
    });
    const images = [...new Set(pulled.map(({ image }) => image))];
    const platforms = platformsFor(template);
    return {
      images,
      own,
      ...(platforms !== undefined && { platforms }),
      ...(running !== undefined && { running }),
    };
  });
}

async function podsOfAccount(
  serviceAccount: string,
  input: CommandInput,
  options: ImageCommandOptions,
): Promise<readonly ExplainedPod[]> {
  const none = { kinds: [], custom: [] };
  const { namespace, scopes, found, unread } = await readNamespace(
    input,
    options,
    none,
    ({ name }) => name === serviceAccount,
  );
  if (found.length === 0) {
    const [missed] = unread.filter(({ resource }) => resource === "serviceaccounts");
    throw (
      missed?.problem ??
      new UsageError(
        `--service-account: there is no service account ${serviceAccount} in namespace ${namespace}`,
      )
    );
  }
  const say = (what: string) =>
    input.io.stderr.write(`${namespace}/serviceaccount/${serviceAccount}: ${what}\n`);
  return [
    { images: input.images, own: credentialsOf(scopes, namespace, { serviceAccount, pullSecrets: [] }, say) },
  ];
}

/** What pods of a template have, and a word for each secret of which that cannot be said. */
function credentialsOf(
  scopes: PullScopes,
  namespace: string,
  template: Parameters<PullScopes["acquire"]>[1],
  say: (what: string) => void,
): NonNullable<ExplainedPod["own"]> {
  const { keyring, invalid, missing, incomplete } = scopes.acquire(namespace, template).resolution;
  for (const secret of missing) {
    say(`there is no pull secret ${secret}`);
  }
  if (invalid !== undefined) {
    say(`the kubelet cannot read the pull secret ${invalid.name}: ${invalid.error}`);
  }
  if (incomplete) {
    say("there may be credentials that could not be read");
  }
  return { find: async (of) => keyring.lookup(repositoryName(of)) };
}

/** Lists a namespace's secrets, service accounts, some kinds of workloads, and what their pods run, if asked for. */
async function readNamespace(
  { config, flags, io }: CommandInput,
  { log, signal, cluster }: ImageCommandOptions,
  workloads: NamedWorkload["workloads"],
  isWanted: (object: WorkloadObject | ServiceAccount) => boolean,
  running = false,
) {
  const { environment } = io;
  const client = loadClusterClient({ ...config.kubernetes, clock: systemClock, env: environment });
  const namespace = flags.get("namespace") ?? ownNamespace(client, environment);
  const scopes = new PullScopes(
    () => {},
    ({ name }, why) => io.stderr.write(`the pull secret ${name} is too large to be read: ${why}\n`),
  );
  const found: (WorkloadObject | ServiceAccount)[] = [];
  const owners = new OwnerDirectory({ ...ownerKinds(workloads), onWithoutTemplate() {} });
  const pods = new Map<string, RunningPod>();
  const nodes = new NodePlatforms({
    named: config.images.platforms,
    work: new SlicedWork(systemClock),
    clock: systemClock,
    placements: () => [],
    onChange() {},
  });
  const sink = sinkOf({ scopes, owners, pods, nodes }, (object) => {
    if (object.namespace === namespace && isWanted(object)) {
      found.push(object);
    }
  });
  try {
    const watch = await listCluster(sink, {
      nodeSettings: cluster,
      config: asExplained(config, namespace, workloads, running),
      client,
      log,
      environment,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    await watch.stop();
    const ofNodes = new Set(cluster?.kinds.map(({ resource }) => resource));
    const unread = watch
      .readiness()
      .filter(({ resource, state }) => state !== "synced" && !ofNodes.has(resource))
      .map(({ resource, error = "forbidden" }) => ({
        resource,
        problem: new UnreadableClusterError(`cannot list ${resource} of namespace ${namespace}: ${error}`),
      }));
    const podsOf = ({ kind, name }: ReportedAs) =>
      [...pods.values()].filter((pod) => {
        const { belongsTo } = owners.resolve({ ...pod, groupKind: "/Pod" });
        return pod.namespace === namespace && belongsTo.kind === kind && belongsTo.name === name;
      });
    await nodes.settle();
    const platformsFor = ({ placement }: Pick<PodTemplate, "placement">) =>
      looksInside(config.images) ? nodes.of(placement).map(formatPlatform) : undefined;
    return { namespace, scopes, found, unread, podsOf, platformsFor };
  } finally {
    await client.close();
  }
}

const SUPPORTING: ReadonlySet<string> = new Set(["namespaces", "nodes", "secrets", "serviceaccounts"]);

/** What a look at one workload has no use for is off. */
function asExplained(
  config: Config,
  namespace: string,
  workloads: NamedWorkload["workloads"],
  running: boolean,
): Config {
  return {
    ...config,
    workloads: { ...config.workloads, ...workloads, liveRevisions: false, revisions: 0 },
    namespaces: { ...config.namespaces, include: [namespace], exclude: [] },
    hygiene: { ...config.hygiene, pullSecrets: false, workloads: false },
    running: { ...config.running, enabled: running },
  };
}

function sinkOf(
  {
    scopes,
    owners,
    pods,
    nodes,
  }: {
    readonly scopes: PullScopes;
    readonly owners: OwnerDirectory;
    readonly pods: Map<string, RunningPod>;
    readonly nodes: NodePlatforms;
  },
  onObject: (object: WorkloadObject | ServiceAccount) => void,
): ClusterSink {
  const ignore = () => {};
  return {
    upsertWorkload(workload) {
      owners.set(workload);
      onObject(workload);
    },
    upsertSecret: (secret) => scopes.upsertSecret(secret),
    deleteSecret: (secret) => void scopes.deleteSecret(secret),
    secretsToReadAgain: () => [],
    upsertServiceAccount(account) {
      scopes.upsertServiceAccount(account);
      onObject(account);
    },
    deleteServiceAccount: (account) => scopes.deleteServiceAccount(account),
    setReadability(resource, of, to) {
      if (resource === "secrets" || resource === "serviceaccounts") {
        scopes.setReadability(resource, of, to);
      }
    },
    deleteWorkload: ignore,
    upsertOwner: (owner) => owners.set(owner),
    deleteOwner: ignore,
    upsertSecretUser: ignore,
    deleteSecretUser: ignore,
    upsertRunningPod: (pod) => pods.set(`${pod.namespace}/${pod.name}`, pod),
    deleteRunningPod: ({ namespace, name }) => pods.delete(`${namespace}/${name}`),
    upsertService: ignore,
    deleteService: ignore,
    upsertNode: (node) => nodes.upsert(node),
    deleteNode: ignore,
    upsertNamespace: ignore,
    deleteNamespace: ignore,
    setSecretUseKnown: ignore,
  };
}
