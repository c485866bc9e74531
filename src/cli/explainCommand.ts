import type { Config } from "../config/config.generated.ts";
import { repositoryName } from "../image/reference.ts";
import type { ClusterSink, WorkloadObject } from "../inventory/model.ts";
import { PullScopes } from "../inventory/pullScopes.ts";
import { type BuiltInWorkload, WORKLOAD_KINDS } from "../kubernetes/kinds/workloadKinds.ts";
import { loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { ownNamespace } from "../kubernetes/ownNamespace.ts";
import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import { type ExplainedPod, explain } from "./explain.ts";
import { type ImageCommandOptions, imageOptions } from "./imageCommand.ts";
import { listCluster, UnreadableClusterError } from "./listCluster.ts";
import { UsageError } from "./usageError.ts";

/** How long it may take to read the cluster, in milliseconds. */
const TIMEOUT_MS = 60_000;

/**
 * `explain`: of images named on the command line, or of a workload of the cluster.
 *
 * @returns 0, 2 where a reference cannot be read, or 4 where the cluster cannot be read
 * @throws UsageError where there is no such workload, ClusterConfigError, what `explain` does
 */
export async function explainCommand(input: CommandInput): Promise<0 | 2 | 4> {
  const { flags, io } = input;
  const options = await imageOptions(input);
  const text = flags.get("workload");
  if (text === undefined) {
    if (flags.has("namespace")) {
      throw new UsageError("--namespace: expected --workload beside it, as images have none");
    }
    return await explain(options);
  }
  if (options.dockerConfig !== undefined) {
    throw new UsageError(
      "--docker-config: expected no --workload beside it, whose credentials the cluster has",
    );
  }
  try {
    return await explain(options, await readPods(text, input, options));
  } catch (error) {
    if (error instanceof UnreadableClusterError) {
      io.stderr.write(`${error.message}\n`);
      return 4;
    }
    throw error;
  }
}

async function readPods(
  text: string,
  { config, flags, io }: CommandInput,
  { log, signal }: ImageCommandOptions,
): Promise<readonly ExplainedPod[]> {
  const { kind, name, workloads } = readWorkload(text, config);
  const { environment } = io;
  const client = loadClusterClient({ ...config.kubernetes, clock: systemClock, env: environment });
  const namespace = flags.get("namespace") ?? ownNamespace(client, environment);
  const scopes = new PullScopes(() => {});
  const found: WorkloadObject[] = [];
  // No other kind is listed.
  const sink = sinkOf(scopes, (object) => {
    if (object.namespace === namespace && object.name === name) {
      found[0] = object;
    }
  });
  try {
    const watch = await listCluster(sink, {
      config: asExplained(config, namespace, workloads),
      client,
      log,
      environment,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    await watch.stop();
    const unread = watch
      .readiness()
      .find(({ resource, state }) => state !== "synced" && !SUPPORTING.has(resource));
    if (found[0] === undefined && unread !== undefined) {
      throw new UnreadableClusterError(
        `cannot list ${unread.resource} of namespace ${namespace}: ${unread.error ?? "forbidden"}`,
      );
    }
  } finally {
    await client.close();
  }
  if (found[0] === undefined) {
    throw new UsageError(`--workload: there is no ${kind} ${name} in namespace ${namespace}`);
  }
  const say = (what: string) => io.stderr.write(`${namespace}/${kind}/${name}: ${what}\n`);
  const { disabled, optedOut, templates } = found[0];
  if (optedOut) {
    say("it is not checked, as its annotation says");
  } else if (disabled && !config.workloads.includeDisabled.some((each) => each.toLowerCase() === kind)) {
    say("it is not checked, as nothing of it is to run (config.workloads.includeDisabled)");
  }
  return templates.map((template) => {
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
    for (const { container } of template.containers.filter(({ neverPulled }) => neverPulled)) {
      say(`the image of ${container} is never pulled (imagePullPolicy: Never)`);
    }
    const pulled = template.containers.filter(({ neverPulled }) => !neverPulled);
    return {
      images: [...new Set(pulled.map(({ image }) => image))],
      own: { find: async (of) => keyring.lookup(repositoryName(of)) },
    };
  });
}

const SUPPORTING: ReadonlySet<string> = new Set(["namespaces", "secrets", "serviceaccounts"]);

/** @throws UsageError */
function readWorkload(text: string, { workloads }: Config) {
  const [, given = "", name = ""] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  const kind = given.toLowerCase();
  const kinds = (Object.keys(WORKLOAD_KINDS) as BuiltInWorkload[]).filter(
    (key) => key.toLowerCase() === kind,
  );
  const custom = workloads.custom.filter((each) => each.kind.toLowerCase() === kind);
  if (kinds.length === 0 && custom.length === 0) {
    const known = [...Object.keys(WORKLOAD_KINDS), ...workloads.custom.map((each) => each.kind)];
    throw new UsageError(
      `--workload: expected KIND/NAME, the kind one of ${known.join(", ")}, given ${JSON.stringify(text)}`,
    );
  }
  return { kind, name, workloads: { kinds, custom } };
}

/** What a look at one workload has no use for is off. */
function asExplained(
  config: Config,
  namespace: string,
  workloads: Pick<Config["workloads"], "kinds" | "custom">,
): Config {
  return {
    ...config,
    workloads: { ...config.workloads, ...workloads, liveRevisions: false },
    namespaces: { ...config.namespaces, include: [namespace], exclude: [] },
    hygiene: { ...config.hygiene, pullSecrets: false, workloads: false },
    running: { ...config.running, enabled: false },
  };
}

function sinkOf(scopes: PullScopes, upsertWorkload: ClusterSink["upsertWorkload"]): ClusterSink {
  const ignore = () => {};
  return {
    upsertWorkload,
    upsertSecret: (secret) => scopes.upsertSecret(secret),
    deleteSecret: (secret) => scopes.deleteSecret(secret),
    upsertServiceAccount: (account) => scopes.upsertServiceAccount(account),
    deleteServiceAccount: (account) => scopes.deleteServiceAccount(account),
    setReadability(resource, of, to) {
      if (resource === "secrets" || resource === "serviceaccounts") {
        scopes.setReadability(resource, of, to);
      }
    },
    deleteWorkload: ignore,
    upsertOwner: ignore,
    deleteOwner: ignore,
    upsertSecretUser: ignore,
    deleteSecretUser: ignore,
    upsertRunningPod: ignore,
    deleteRunningPod: ignore,
    upsertService: ignore,
    deleteService: ignore,
    upsertNamespace: ignore,
    deleteNamespace: ignore,
    setSecretUseKnown: ignore,
  };
}
