import { checkOnce } from "../checkOnce.ts";
import type { Config } from "../config/config.generated.ts";
import { readNodeDockerConfig } from "../credentials/nodeDockerConfig.ts";
import { parseLabelSelector, selectorKeys } from "../inventory/labelSelector.ts";
import type { ClusterSink, WorkloadObject } from "../inventory/model.ts";
import { ApiError, UnreadableClusterError } from "../kubernetes/apiError.ts";
import type { ClusterClient } from "../kubernetes/client.ts";
import type { ClusterWatch } from "../kubernetes/clusterWatch.ts";
import { WORKLOAD_KINDS } from "../kubernetes/kinds/workloadKinds.ts";
import { loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { streamApi } from "../kubernetes/streamApi.ts";
import { openNodeSources } from "../openNodeSources.ts";
import { errorText } from "../text/errorText.ts";
import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import { listCluster } from "./listCluster.ts";
import { openLog } from "./openLog.ts";
import { progressLine } from "./progressLine.ts";
import { readTimeout } from "./readTimeout.ts";
import { type NamedWorkload, readWorkload } from "./readWorkload.ts";
import type { Group, ReportFormat } from "./reportChoices.ts";
import { exitCodeFor, renderReport } from "./reports.ts";
import { UsageError } from "./usageError.ts";

/** A single namespace that takes longer to come is taken for there, in milliseconds. */
const LOOK_MS = 10_000;

/**
 * `scan`: one pass of the exporter over a cluster, with the same configuration.
 *
 * @returns 0, 1 or 3 as for `check`; 4 where the cluster cannot be read, or not all that was to be read of it and nothing
 *   is certainly gone
 * @throws ClusterConfigError, and what else keeps the exporter from starting; `io.signal.reason`
 */
export async function scanCommand(input: CommandInput): Promise<0 | 1 | 3 | 4> {
  const { flags, io } = input;
  const { signal, environment } = io;
  const timeoutMs = readTimeout(input);
  const choice = readChoice(input);
  const config = asScanned(input, choice);
  const log = await openLog(input);
  const client = loadClusterClient({ ...config.kubernetes, clock: systemClock, env: environment });
  const { dockerConfigFile } = config.registries;
  const nodes =
    dockerConfigFile === "" ? undefined : await readNodeDockerConfig(dockerConfigFile, { signal });
  const sources = { config, environment, clock: systemClock, random: Math.random, log, signal };
  const progress = progressLine(io.stderr);
  const blind: string[] = [];
  let isChosen = false;
  const choosing = (sink: ClusterSink): ClusterSink =>
    deliveringOnly(sink, (object) => {
      const isWanted = choice.accepts(object);
      isChosen ||= isWanted;
      return isWanted;
    });
  try {
    const { containers, skipped } = await checkOnce({
      config,
      nodeSources: await openNodeSources({ ...sources, onErrors: () => {} }),
      environment,
      clock: systemClock,
      log,
      signal,
      timeoutMs,
      async feed(inventory, _metrics, nodeSettings) {
        if (nodes !== undefined) {
          inventory.setNodeCredentials(nodes.keyring);
        }
        const watch = await listCluster(choosing(inventory), {
          nodeSettings,
          config,
          client,
          log,
          environment,
          timeoutMs,
          signal,
        });
        blind.push(...unreadKinds(watch, config), ...(await missingNamespaces(client, config, signal)));
        if (!isChosen && blind.length === 0 && choice.missing !== undefined) {
          await watch.stop();
          throw new UsageError(choice.missing);
        }
        return () => watch.stop();
      },
      onProgress: (decided, all) => progress.show(`checked ${decided} of ${all} containers`),
    });
    progress.end();
    io.stdout.write(
      renderReport(containers, {
        format: (flags.get("output") ?? "table") as ReportFormat,
        groupBy: (flags.get("group-by") ?? "reason") as Group,
        skipped,
        onlyProblems: true,
      }),
    );
    io.stderr.write(blind.map((line) => `${line}\n`).join(""));
    const code = exitCodeFor(containers);
    return code !== 1 && blind.length > 0 ? 4 : code;
  } catch (error) {
    if (error instanceof UnreadableClusterError) {
      io.stderr.write(`${error.message}\n`);
      return 4;
    }
    throw error;
  } finally {
    progress.end();
    await client.close();
  }
}

/** Which workloads are looked at. */
interface Choice {
  readonly named: NamedWorkload | undefined;
  /** Keys of the labels by which they are chosen. */
  readonly labels: readonly string[];
  /** What is said where there is none; undefined where all are meant. */
  readonly missing: string | undefined;
  accepts(object: WorkloadObject): boolean;
}

/** @throws UsageError */
function readChoice({ flags, lists, config }: CommandInput): Choice {
  const workload = flags.get("workload");
  const selector = flags.get("selector") ?? "";
  const named = workload === undefined ? undefined : readWorkload(workload, config);
  const hasLabels = readSelector(selector);
  const namespaces = lists.get("namespace");
  const place = namespaces === undefined ? "" : ` in namespace ${namespaces.join(", ")}`;
  return {
    named,
    labels: selectorKeys(selector),
    missing:
      selector !== ""
        ? `--selector: no workload${named === undefined ? "" : ` ${workload}`}${place} has the labels ${selector}`
        : named && `--workload: there is no ${named.kind} ${named.name}${place}`,
    accepts: ({ name, ownerLabels }) =>
      (named === undefined || named.name === name) && hasLabels(ownerLabels),
  };
}

function readSelector(text: string) {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    throw new UsageError(`--selector: ${errorText(error)}`, { cause: error });
  }
}

/** A sink that gets some workloads alone, and all else. */
function deliveringOnly(sink: ClusterSink, accepts: (object: WorkloadObject) => boolean): ClusterSink {
  return new Proxy(sink, {
    get(target, key: keyof ClusterSink) {
      return key === "upsertWorkload"
        ? (object: WorkloadObject) => accepts(object) && target.upsertWorkload(object)
        : target[key].bind(target);
    },
  });
}

/** A line for each kind that decides what is looked at, and of which not all could be listed. */
function unreadKinds(
  watch: ClusterWatch,
  { workloads: { kinds, custom }, namespaces }: Config,
): readonly string[] {
  const needed = new Set<string>([
    ...kinds.map((kind) => WORKLOAD_KINDS[kind].resource),
    ...custom.map(({ group, resource }) => (group === "" ? resource : `${resource}.${group}`)),
    ...(namespaces.selector === "" && namespaces.label === "" ? [] : ["namespaces"]),
  ]);
  return watch
    .readiness()
    .filter(({ resource, state }) => state !== "synced" && needed.has(resource))
    .map(
      ({ resource, error = "no answer yet" }) => `cannot list ${resource}: ${error.replaceAll(/\s+/g, " ")}`,
    );
}

/** A line for each namespace that was named and is not there; an API server lists nothing of it and says no word. */
async function missingNamespaces(
  client: ClusterClient,
  { namespaces: { include } }: Config,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const lines = await Promise.all(
    include.map(async (namespace) => {
      const request = { query: {}, accept: "application/json", answerMs: LOOK_MS, silenceMs: LOOK_MS };
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
      try {
        for await (const _ of streamApi(client, { ...request, path, clock: systemClock, signal })) {
          // Read to its end, for the connection.
        }
      } catch (error) {
        signal.throwIfAborted();
        // Whoever may not look cannot tell.
        return error instanceof ApiError && error.isNotFound ? [`there is no namespace ${namespace}`] : [];
      }
      return [];
    }),
  );
  return lines.flat();
}

/** What a single pass has no use for is off. */
function asScanned({ config, lists }: CommandInput, { named, labels }: Choice): Config {
  return {
    ...config,
    workloads: { ...config.workloads, ...named?.workloads },
    metrics: { ...config.metrics, ownerLabels: [...labels] },
    namespaces: { ...config.namespaces, include: [...(lists.get("namespace") ?? config.namespaces.include)] },
    hygiene: { ...config.hygiene, pullSecrets: false, workloads: false },
    running: { ...config.running, enabled: false },
    sharding: { ...config.sharding, shards: 1 },
  };
}
