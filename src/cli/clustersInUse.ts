import { resolve } from "node:path";
import { type InUse, InUseDocumentError, parseInUseDocument } from "../inUse/inUse.ts";
import type { ClusterClient } from "../kubernetes/client.ts";
import { kubeconfigConflicts } from "../kubernetes/kubeconfigConflicts.ts";
import { contextNames, loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { readInUse } from "../readInUse.ts";
import { errorText } from "../text/errorText.ts";
import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import { openLog } from "./openLog.ts";
import { readInput } from "./readInput.ts";
import { UsageError } from "./usageError.ts";

/**
 * Lists what the clusters use that `--context`, `--all-contexts` or else the configuration name.
 *
 * @throws UsageError, ClusterConfigError where a cluster cannot be found, or `io.signal.reason`
 */
export async function clustersInUse(input: CommandInput): Promise<InUse> {
  const { config, io } = input;
  const log = await openLog(input);
  const clients = openClusters(input);
  try {
    const inUse = await readInUse({ config, clusters: clients, clock: systemClock, log, signal: io.signal });
    return { ...inUse, problems: [...hiddenClusters(input), ...inUse.problems] };
  } finally {
    await Promise.all([...clients.values()].map((client) => client.close()));
  }
}

/** Where several clusters are asked for, what of the kubeconfig leads to none. */
function hiddenClusters({ config, flags, lists, io }: CommandInput): readonly string[] {
  const contexts = lists.get("context");
  if (contexts === undefined && flags.get("all-contexts") !== "true") {
    return [];
  }
  const { kubeconfig } = config.kubernetes;
  return kubeconfigConflicts({ kubeconfig, env: io.environment, contexts });
}

/** A list that is older no longer tells what is in use, in milliseconds. */
const MAX_AGE = 3_600_000;
/** So much may the clocks of two machines differ, in milliseconds. */
const MAX_AHEAD = 60_000;

/**
 * What is in use by files that `in-use --output=json` or `/api/v1/in-use` gave. One that is old, of a time to come,
 * of no cluster or filtered is a problem.
 *
 * @throws UsageError where a file is none such
 */
export async function filesInUse(paths: readonly string[], { io }: CommandInput): Promise<InUse> {
  const read = await Promise.all(
    paths.map(async (path) => {
      const text = await readInput(io, resolve(io.baseDirectory, path), "--in-use");
      try {
        return { path, ...parseInUseDocument(text) };
      } catch (error) {
        throw error instanceof InUseDocumentError
          ? new UsageError(`--in-use: cannot use ${path}: ${error.message}`, { cause: error })
          : error;
      }
    }),
  );
  const now = systemClock.now();
  return {
    asOf: Math.min(...read.map(({ asOf }) => asOf)),
    clusters: read.flatMap(({ clusters }) => clusters),
    problems: read.flatMap(({ path, asOf, problems }) => [
      ...problems.map((problem) => `${path}: ${problem}`),
      ...(now - asOf > MAX_AGE
        ? [`${path}: it is of ${new Date(asOf).toISOString()}, more than an hour ago`]
        : []),
      ...(asOf - now > MAX_AHEAD
        ? [`${path}: it is of ${new Date(asOf).toISOString()}, which is yet to come`]
        : []),
    ]),
    images: read.flatMap(({ images }) => images),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

/**
 * Whether a command may go on with what was found: there are no problems, or `--partial` was given. Says what they are.
 */
export function mayGoOn({ problems }: Pick<InUse, "problems">, { flags, io }: CommandInput): boolean {
  const isPartial = flags.get("partial") === "true";
  for (const problem of problems) {
    io.stderr.write(`${problem}\n`);
  }
  if (problems.length > 0) {
    io.stderr.write(
      isPartial
        ? "what is in use is not all known: more may be in use\n"
        : "what is in use is not all known, and nothing is said of the rest; --partial goes on all the same\n",
    );
  }
  return isPartial || problems.length === 0;
}

/**
 * Whether a command may go on with what nothing in use is of: there is nothing, or `--allow-unused` was given. Says what it is.
 *
 * @param unused as `filterImages` tells it
 */
export function mayBeUnused(unused: readonly string[], { flags, io }: CommandInput): boolean {
  const isAllowed = flags.get("allow-unused") === "true";
  io.stderr.write(unused.map((line) => `${line}\n`).join(""));
  if (unused.length > 0 && !isAllowed) {
    io.stderr.write(
      "it may have another name there, so nothing is printed; --allow-unused goes on all the same\n",
    );
  }
  return isAllowed || unused.length === 0;
}

function openClusters({ config, flags, lists, io }: CommandInput): ReadonlyMap<string, ClusterClient> {
  const { kubeconfig, context } = config.kubernetes;
  const named = lists.get("context") ?? [];
  const all = flags.get("all-contexts") === "true";
  if (all && named.length > 0) {
    throw new UsageError(`--all-contexts: expected no --context beside it, given ${named.join(", ")}`);
  }
  const contexts = all
    ? contextNames({ kubeconfig, env: io.environment })
    : named.length > 0
      ? named
      : [context];
  const clients = new Map<string, ClusterClient>();
  const problems: string[] = [];
  for (const name of contexts) {
    try {
      const client = loadClusterClient({
        kubeconfig,
        context: name,
        clock: systemClock,
        env: io.environment,
      });
      clients.set(client.getCurrentContext(), client);
    } catch (error) {
      // All of those that are no use are told at once.
      problems.push(errorText(error));
    }
  }
  if (problems.length > 0) {
    throw new UsageError(problems.join("; "));
  }
  return clients;
}
