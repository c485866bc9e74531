import type { Writable } from "node:stream";
import { checkOnce } from "../checkOnce.ts";
import type { Config } from "../config/config.generated.ts";
import { readNodeDockerConfig } from "../credentials/nodeDockerConfig.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { ClusterClient } from "../kubernetes/client.ts";
import { type ClusterWatch, startClusterWatch } from "../kubernetes/clusterWatch.ts";
import { loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { ownNamespace } from "../kubernetes/ownNamespace.ts";
import type { Logger } from "../log/logger.ts";
import { openNodeSources } from "../openNodeSources.ts";
import { systemClock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import type { CommandInput } from "./command.ts";
import { openLog } from "./openLog.ts";
import { readTimeout } from "./readTimeout.ts";
import { exitCodeFor, type Group, type ReportFormat, renderReport } from "./reports.ts";

/** How often it is looked how far the lists are, in milliseconds. */
const POLL_MS = 20;
/** An API server that does not answer for so long is not waited for, in milliseconds. */
const MAX_SILENCE_MS = 10_000;

/** The cluster cannot be read; the message is one line. */
class UnreadableClusterError extends Error {
  override readonly name = "UnreadableClusterError";
}

/**
 * `scan`: one pass of the exporter over a cluster, with the same configuration.
 *
 * @returns 0, 1 or 3 as for `check`; 4 where the cluster cannot be read
 * @throws ClusterConfigError, and what else keeps the exporter from starting; `io.signal.reason`
 */
export async function scanCommand(input: CommandInput): Promise<0 | 1 | 3 | 4> {
  const { flags, io } = input;
  const { signal, environment } = io;
  const timeoutMs = readTimeout(input);
  const config = asScanned(input);
  const log = await openLog(input);
  const client = loadClusterClient({ ...config.kubernetes, clock: systemClock, env: environment });
  const { dockerConfigFile } = config.registries;
  const nodes =
    dockerConfigFile === "" ? undefined : await readNodeDockerConfig(dockerConfigFile, { signal });
  const sources = { config, environment, clock: systemClock, random: Math.random, log, signal };
  const progress = progressLine(io.stderr);
  try {
    const { containers, skipped } = await checkOnce({
      config,
      nodeSources: await openNodeSources({ ...sources, onErrors: () => {} }),
      environment,
      clock: systemClock,
      log,
      signal,
      timeoutMs,
      async feed(inventory) {
        if (nodes !== undefined) {
          inventory.setNodeCredentials(nodes.keyring);
        }
        const watch = watchCluster(config, client, inventory, { log, environment });
        try {
          await listed(watch, timeoutMs, signal);
        } catch (error) {
          await watch.stop();
          throw error;
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
    return exitCodeFor(containers);
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

/** What a single pass has no use for is off. */
function asScanned({ config, lists }: CommandInput): Config {
  return {
    ...config,
    namespaces: { ...config.namespaces, include: [...(lists.get("namespace") ?? config.namespaces.include)] },
    hygiene: { ...config.hygiene, pullSecrets: false, workloads: false },
    running: { ...config.running, enabled: false },
    sharding: { ...config.sharding, shards: 1 },
  };
}

function watchCluster(
  config: Config,
  client: ClusterClient,
  sink: Inventory,
  { log, environment }: { readonly log: Logger; readonly environment: CommandInput["io"]["environment"] },
): ClusterWatch {
  return startClusterWatch({
    config,
    client,
    sink,
    observer: { informerChanged() {}, informerRestarted() {} },
    ownNamespace: ownNamespace(client, environment),
    clock: systemClock,
    log,
    random: Math.random,
  });
}

/** @returns rejects with UnreadableClusterError where it is not, or `signal.reason` */
async function listed(watch: ClusterWatch, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const began = systemClock.monotonic();
  while (!watch.synced()) {
    const resources = watch.readiness();
    const waited = systemClock.monotonic() - began;
    const stuck = resources.find(({ state, error }) => state === "pending" && error !== undefined);
    const isLate = waited > timeoutMs || (stuck !== undefined && waited > MAX_SILENCE_MS);
    if (isLate) {
      throw new UnreadableClusterError(
        stuck === undefined
          ? "cannot list the cluster in the time that --timeout gives"
          : `cannot list ${stuck.resource}: ${stuck.error}`,
      );
    }
    await delay(POLL_MS, { clock: systemClock, signal });
  }
  if (watch.readiness().every(({ state }) => state === "forbidden")) {
    throw new UnreadableClusterError("cannot list anything of the cluster: all of it is forbidden");
  }
}

/** A line that is written over again and again, on a terminal alone. */
function progressLine(stream: Writable): { show(text: string): void; end(): void } {
  if (!("isTTY" in stream) || stream.isTTY !== true) {
    return { show() {}, end() {} };
  }
  let shown = "";
  return {
    show(text) {
      if (text !== shown) {
        shown = text;
        stream.write(`\r\u001b[K${text}`);
      }
    },
    end() {
      if (shown !== "") {
        shown = "";
        stream.write("\r\u001b[K");
      }
    },
  };
}
