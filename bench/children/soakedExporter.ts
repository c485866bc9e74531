import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { loadConfig } from "../../src/config/loadConfig.ts";
import type { Kubeconfig } from "../../src/demo/apiServer/kubeconfig.ts";
import { ROLLOUT } from "../../src/demo/cluster/cluster.ts";
import { type Exporter, startExporter } from "../../src/exporter.ts";
import { ClusterClient } from "../../src/kubernetes/client.ts";
import type { Logger } from "../../src/log/logger.ts";
import { fastClock } from "../soak/fastClock.ts";
import { answerQuestions } from "../support/answerQuestions.ts";

/** What a process holds on to, once garbage is collected. */
export interface Holdings {
  /** JavaScript's heap and what buffers hold besides, in MB. */
  readonly heapMb: number;
  readonly rssMb: number;
  /** Open files and sockets. */
  readonly descriptors: number;
  /** What the event loop waits for: `TCPSocketWrap`, `Timeout`. */
  readonly handles: Readonly<Record<string, number>>;
  /** Lines of the level error so far; each is a fault of ours. */
  readonly errors: readonly string[];
}

const never = new AbortController().signal;
const errors: string[] = [];
let exporter: Exporter | undefined;

const log: Logger = {
  level: "info",
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: (fields, message) => void errors.push(`${message} ${JSON.stringify(fields)}`),
};

answerQuestions({
  /** @returns its address */
  async start({ kubeconfig, factor }: { kubeconfig: Kubeconfig; factor: number }): Promise<string> {
    const sources = { environment: {}, flags: [], baseDirectory: "/" };
    const { config } = await loadConfig(sources, { signal: never });
    const clock = fastClock(factor);
    const client = new ClusterClient({ clock, tokenFiles: new Map() });
    client.loadFromString(JSON.stringify(kubeconfig));
    exporter = await startExporter({
      config: {
        ...config,
        server: { ...config.server, bindAddress: "127.0.0.1:0", shutdownDelay: 0 },
        workloads: {
          ...config.workloads,
          kinds: [...config.workloads.kinds, "Job", "Pod"],
          custom: [{ ...ROLLOUT, templatePaths: ["spec.template"] }],
        },
        // What answers within a second has answered in time, however busy this machine is.
        registries: { ...config.registries, timeout: 1000 * factor },
        hygiene: { pullSecrets: true, workloads: true },
      },
      client,
      log,
      clock,
      environment: {},
    });
    return exporter.url;
  },
  async measure(): Promise<Holdings> {
    for (let round = 0; round < 3; round++) {
      globalThis.gc?.();
      // What finalizers let go is garbage of the next round.
      await sleep(20);
    }
    const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
    const handles: Record<string, number> = {};
    for (const name of process.getActiveResourcesInfo()) {
      handles[name] = (handles[name] ?? 0) + 1;
    }
    return {
      heapMb: (heapUsed + arrayBuffers) / 1e6,
      rssMb: rss / 1e6,
      descriptors: readdirSync("/proc/self/fd").length,
      handles,
      errors,
    };
  },
  /** Stops the exporter. @returns what then keeps the process from ending, but for the channel */
  async stop(): Promise<readonly string[]> {
    await exporter?.stop("the soak is over", { signal: never });
    await sleep(100);
    return process
      .getActiveResourcesInfo()
      .filter((name) => !["PipeWrap", "FSReqCallback", "Timeout"].includes(name));
  },
});
