import { startExporter } from "../exporter.ts";
import { loadClusterClient } from "../kubernetes/loadClusterClient.ts";
import { errorText } from "../text/errorText.ts";
import { systemClock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { untilAborted } from "../time/untilAborted.ts";
import type { CommandInput } from "./command.ts";
import { openLog } from "./openLog.ts";

/** What an orderly end may take beyond its delay and timeout, in milliseconds. */
const GRACE_MS = 500;

/** Each is watched by itself, kind by kind, by a connection each where they are fewer. */
const MANY_NAMESPACES = 20;

/**
 * Watches the configured cluster until told to stop.
 *
 * @returns 0 once everything has been brought to an orderly end
 * @throws ClusterConfigError where there is no cluster to watch, and what startExporter throws; `io.atOnce.reason` when
 *   told to stop a second time
 */
export async function runCommand({ config, warnings, io }: CommandInput): Promise<number> {
  const log = await openLog({ config, warnings, io });
  const client = loadClusterClient({
    ...config.kubernetes,
    clock: systemClock,
    env: io.environment,
    multiplexed: config.namespaces.include.length > MANY_NAMESPACES,
  });
  const exporter = await startExporter({ config, client, log, environment: io.environment });
  const reason = await untilAborted(io.signal);
  const { shutdownDelay, shutdownTimeout } = config.server;
  const stopped = exporter.stop(errorText(reason), { signal: io.atOnce });
  // Whatever hangs, Kubernetes gets the process' end when it was told to expect it.
  const late = delay(shutdownDelay + shutdownTimeout + GRACE_MS, { clock: systemClock, signal: io.atOnce });
  await Promise.race([stopped, late]);
  return 0;
}
