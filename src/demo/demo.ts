import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import type { Config } from "../config/config.generated.ts";
import { type Exporter, startExporter } from "../exporter.ts";
import { ClusterClient } from "../kubernetes/client.ts";
import type { Logger } from "../log/logger.ts";
import { ListenError } from "../server/listenError.ts";
import { errorText } from "../text/errorText.ts";
import { type Clock, systemClock } from "../time/clock.ts";
import { untilAborted } from "../time/untilAborted.ts";
import { type DemoCluster, startDemoCluster } from "./cluster/demoCluster.ts";
import { guardAnswer, type RunGuard } from "./cluster/guardAnswer.ts";
import { dockerConfig } from "./cluster/objects.ts";
import { SHOP_DEPLOYER } from "./cluster/registries.ts";
import { playStory } from "./cluster/story.ts";
import { DEMO_ADDRESS, demoConfig } from "./demoConfig.ts";
import { minutes, verdictTable, welcomeText } from "./presentation.ts";
import { awaitVerdicts, scrapeFindings } from "./verdicts.ts";

export interface DemoOptions {
  readonly config: Config;
  /** Print the verdicts as a table and end, instead of going on until told to stop. */
  readonly once: boolean;
  readonly log: Logger;
  readonly stdout: Writable;
  readonly runGuard: RunGuard;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

/** Some thirty images on the same machine take a second. */
const ONCE_TIMEOUT_MS = 30_000;

/**
 * Runs the exporter on an embedded cluster and registries.
 *
 * @param abort `signal` ends it in good order, `atOnce` without waiting for anything
 * @returns the exit code: 0, or 1 where `once` could not check everything in time
 * @throws ListenError, and whatever else keeps the exporter from starting
 */
export async function runDemo(
  { config: given, once, log, stdout, runGuard, clock = systemClock }: DemoOptions,
  { signal, atOnce }: { signal: AbortSignal; atOnce: AbortSignal },
): Promise<number> {
  const config = await demoConfig(given, { signal });
  const world = await startDemoCluster({ clock });
  const quiet = quietLog(log);
  try {
    const exporter = await startOn(world, once ? withAnyPort(config) : config, { log: quiet.log, clock });
    try {
      const complete = await awaitVerdicts(exporter, { clock, timeoutMs: ONCE_TIMEOUT_MS, signal });
      stdout.write(verdictTable(await scrapeFindings(exporter.url, { signal }), complete));
      if (once) {
        return complete ? 0 : 1;
      }
      quiet.speak();
      return await present(exporter, world, { stdout, clock, runGuard, signal });
    } finally {
      await exporter.stop(stopCause(signal), { signal: atOnce });
    }
  } finally {
    await world.stop();
  }
}

/** A log that says only what goes wrong until it may speak: what is the case at the start, the table tells. */
function quietLog(log: Logger): { readonly log: Logger; speak(): void } {
  let speaks = log.level === "debug";
  const whenSpeaking =
    (level: "debug" | "info" | "warn"): Logger["info"] =>
    (fields, message) => {
      if (speaks) {
        log[level](fields, message);
      }
    };
  return {
    log: {
      level: log.level,
      debug: whenSpeaking("debug"),
      info: whenSpeaking("info"),
      warn: whenSpeaking("warn"),
      error: (fields, message) => log.error(fields, message),
    },
    speak() {
      speaks = true;
    },
  };
}

async function present(
  { url }: Exporter,
  world: DemoCluster,
  {
    stdout,
    clock,
    runGuard,
    signal,
  }: { stdout: Writable; clock: Clock; runGuard: RunGuard; signal: AbortSignal },
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "image-availability-demo-"));
  const began = clock.monotonic();
  const tell = (text: string) => stdout.write(`${minutes((clock.monotonic() - began) / 1000)}  ${text}\n`);
  const { server, registries } = world;
  try {
    const files = { kubeconfig: join(folder, "kubeconfig"), dockerConfig: join(folder, "config.json") };
    const logins = dockerConfig({ [registries.shop.host]: SHOP_DEPLOYER });
    await writeFile(files.kubeconfig, `${JSON.stringify(server.kubeconfig(), null, 2)}\n`, { mode: 0o600 });
    await writeFile(files.dockerConfig, Buffer.from(logins, "base64"), { mode: 0o600 });
    stdout.write(welcomeText({ url, ...files, registry: registries.shop.host }));
    const askGuard = (images: readonly string[]) => guardAnswer(images, files, runGuard);
    const endStory = playStory({ ...world, askGuard }, { clock, tell });
    await untilAborted(signal);
    endStory();
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function startOn(
  { server }: DemoCluster,
  config: Config,
  { log, clock }: { log: Logger; clock: Clock },
): Promise<Exporter> {
  // All of it is on this machine: the user's proxies have no say in it, nor has the pod that this may run in.
  const client = new ClusterClient({ clock, tokenFiles: new Map() });
  client.loadFromString(JSON.stringify(server.kubeconfig()));
  const start = (bound: Config) => startExporter({ config: bound, client, log, clock, environment: {} });
  try {
    return await start(config);
  } catch (error) {
    const isOurs = config.server.bindAddress === DEMO_ADDRESS;
    if (!isOurs || !(error instanceof ListenError) || error.code !== "EADDRINUSE") {
      throw error;
    }
    log.info({ error: error.message }, "taking a free port instead");
    return await start(withAnyPort(config));
  }
}

function withAnyPort(config: Config): Config {
  return { ...config, server: { ...config.server, bindAddress: "127.0.0.1:0" } };
}

function stopCause(signal: AbortSignal): string {
  if (!signal.aborted) {
    return "all is said";
  }
  return errorText(signal.reason);
}
