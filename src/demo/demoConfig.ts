import { isDeepStrictEqual } from "node:util";
import type { Config, ConfigValues } from "../config/config.generated.ts";
import { loadConfig } from "../config/loadConfig.ts";
import { ROLLOUT } from "./cluster/cluster.ts";

/** Where the demo listens unless told otherwise: on this machine only, and elsewhere where the port is taken. */
export const DEMO_ADDRESS = "127.0.0.1:8080";

/**
 * Fits a configuration to the demo: what the user set stays, what was left at its default becomes what one wants to
 * look at, which is more kinds, older revisions, running images, hygiene, and checks in seconds instead of minutes.
 *
 * @throws `signal.reason` when `signal` aborts
 */
export async function demoConfig(config: Config, { signal }: { signal: AbortSignal }): Promise<Config> {
  const sources = { environment: {}, flags: [], baseDirectory: "/" };
  const { config: defaults } = await loadConfig(sources, { signal });
  const pick = <T>(given: T, usual: T, instead: T): T => (isDeepStrictEqual(given, usual) ? instead : given);

  const { server, workloads, registries, schedule, hygiene, running } = config;
  const kinds: ConfigValues["workloads"]["kinds"] = [...defaults.workloads.kinds, "Job", "Pod"];
  return {
    ...config,
    server: {
      ...server,
      bindAddress: pick(server.bindAddress, defaults.server.bindAddress, DEMO_ADDRESS),
      // There are no endpoints to be taken out of.
      shutdownDelay: pick(server.shutdownDelay, defaults.server.shutdownDelay, 0),
    },
    workloads: {
      ...workloads,
      kinds: pick(workloads.kinds, defaults.workloads.kinds, kinds),
      revisions: pick(workloads.revisions, defaults.workloads.revisions, 3),
      custom: pick(workloads.custom, defaults.workloads.custom, [
        { ...ROLLOUT, templatePaths: ["spec.template"] },
      ]),
    },
    registries: {
      ...registries,
      // They are our own, and need not be spared.
      requestsPerSecond: pick(registries.requestsPerSecond, defaults.registries.requestsPerSecond, 1_000),
    },
    schedule: {
      ...schedule,
      checkPeriod: pick(schedule.checkPeriod, defaults.schedule.checkPeriod, 1_000),
      recheckWindow: pick(schedule.recheckWindow, defaults.schedule.recheckWindow, 10_000),
      revisionWindow: pick(schedule.revisionWindow, defaults.schedule.revisionWindow, 10_000),
      failedRecheckPeriod: pick(schedule.failedRecheckPeriod, defaults.schedule.failedRecheckPeriod, 3_000),
    },
    running: pick(running, defaults.running, { ...running, enabled: true }),
    hygiene: pick(hygiene, defaults.hygiene, { pullSecrets: true, workloads: true }),
    metrics: { ...config.metrics, names: "both" },
  };
}
