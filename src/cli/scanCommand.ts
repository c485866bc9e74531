import type { Writable } from "node:stream";
import { checkOnce } from "../checkOnce.ts";
import type { Config } from "../config/config.generated.ts";
import { readNodeDockerConfig } from "../credentials/nodeDockerConfig.ts";
import { loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { openNodeSources } from "../openNodeSources.ts";
import { systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import { listCluster, UnreadableClusterError } from "./listCluster.ts";
import { openLog } from "./openLog.ts";
import { readTimeout } from "./readTimeout.ts";
import { exitCodeFor, type Group, type ReportFormat, renderReport } from "./reports.ts";

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
        const watch = await listCluster(inventory, { config, client, log, environment, timeoutMs, signal });
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
