import type { Config } from "../config/config.generated.ts";
import type { ClusterSink } from "../inventory/model.ts";
import { UnreadableClusterError } from "../kubernetes/apiError.ts";
import type { ClusterClient } from "../kubernetes/client.ts";
import { type ClusterWatch, startClusterWatch } from "../kubernetes/clusterWatch.ts";
import type { NodeSettings } from "../kubernetes/nodeSettingWatch.ts";
import { ownNamespace } from "../kubernetes/ownNamespace.ts";
import type { Logger } from "../log/logger.ts";
import { systemClock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";

/** How often it is looked how far the lists are, in milliseconds. */
const POLL_MS = 20;
/** An API server that does not answer for so long is not waited for, in milliseconds. */
const MAX_SILENCE_MS = 10_000;

interface ListOptions {
  /** Where goes what the cluster says of its nodes, where that counts. */
  readonly nodeSettings?: NodeSettings | undefined;
  readonly config: Config;
  readonly client: ClusterClient;
  readonly log: Logger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Delivers what the exporter would watch of a cluster, all of it by the time this resolves.
 *
 * @param timeoutMs how long it may take, in milliseconds
 * @returns what goes on watching until it is stopped
 * @throws UnreadableClusterError, or `signal.reason`
 */
export async function listCluster(
  sink: ClusterSink,
  { nodeSettings, config, client, log, environment, timeoutMs, signal }: ListOptions,
): Promise<ClusterWatch> {
  const watch = startClusterWatch({
    config,
    client,
    sink,
    nodeSettings,
    observer: { informerChanged() {}, informerRestarted() {} },
    ownNamespace: ownNamespace(client, environment),
    clock: systemClock,
    log,
    random: Math.random,
  });
  try {
    await listed(watch, timeoutMs, signal);
    return watch;
  } catch (error) {
    await watch.stop();
    throw error;
  }
}

async function listed(watch: ClusterWatch, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const began = systemClock.monotonic();
  while (!(watch.synced() && watch.revisionsListed())) {
    const resources = watch.readiness();
    const waited = systemClock.monotonic() - began;
    const stuck = resources.find(({ state, error }) => state === "pending" && error !== undefined);
    const isLate = waited > timeoutMs || (stuck !== undefined && waited > MAX_SILENCE_MS);
    if (isLate) {
      throw new UnreadableClusterError(
        stuck === undefined
          ? `cannot list the cluster within ${timeoutMs / 1000} s`
          : `cannot list ${stuck.resource}: ${stuck.error}`,
      );
    }
    await delay(POLL_MS, { clock: systemClock, signal });
  }
  if (watch.readiness().every(({ state }) => state === "forbidden")) {
    throw new UnreadableClusterError("cannot list anything of the cluster: all of it is forbidden");
  }
}
