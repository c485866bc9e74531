import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Kubeconfig } from "../../src/demo/apiServer/kubeconfig.ts";
import { freePorts } from "../../test/e2e/harness/freePorts.ts";
import type { BenchContext } from "./benchContext.ts";
import { Child } from "./child.ts";
import { scrape } from "./scrape.ts";

/** How long the exporter may take to become ready, in milliseconds. */
const READY_MS = 120_000;
/** How exact the time is told, and in milliseconds, how exact at most: each question takes CPU of the exporter's. */
const EXACTNESS = 1 / 50;
const MIN_LOOK_MS = 5;

export interface RunningExporter {
  readonly child: Child;
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** From the start of the process to the first 200 of /readyz, in milliseconds. */
  readonly readyMs: number;
}

/**
 * Starts the bundle's `run` on a cluster, as a container image would, and waits until it is ready.
 *
 * @param flags of the exporter
 * @param requestsPerSecond of each registry; the default is out of the way
 * @param preload the probe, which is loaded into the process first and watches from the start
 * @throws Error where there is no bundle, or the exporter does not get ready
 */
export async function startExporter(
  { bundle, folder, nodeFlags, signal }: BenchContext,
  kubeconfig: Kubeconfig,
  {
    flags = [],
    requestsPerSecond = 10_000,
    preload,
  }: { flags?: readonly string[]; requestsPerSecond?: number; preload?: string } = {},
): Promise<RunningExporter> {
  if (!existsSync(bundle)) {
    throw new Error(`Cannot find ${bundle}: run \`npm run build\` first`);
  }
  const file = `${folder}/kubeconfig-${process.hrtime.bigint()}.json`;
  writeFileSync(file, JSON.stringify(kubeconfig));
  const [port] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const url = `http://${address}`;
  const beganMs = performance.now();
  const child = new Child({
    name: "exporter",
    module: bundle,
    args: [
      "run",
      `--kubeconfig=${file}`,
      `--bind-address=${address}`,
      "--server-shutdown-delay=0s",
      "--registries-plain-http",
      `--registries-requests-per-second=${requestsPerSecond}`,
      ...flags,
    ],
    nodeFlags: preload === undefined ? nodeFlags : [...nodeFlags, `--import=${preload}`],
    folder,
    signal,
  });
  try {
    if (preload !== undefined) {
      await child.ask("start");
    }
    while (!(await isReady(url))) {
      child.throwIfExited();
      const passedMs = performance.now() - beganMs;
      if (passedMs > READY_MS) {
        throw new Error("the exporter does not get ready");
      }
      await sleep(Math.max(MIN_LOOK_MS, passedMs * EXACTNESS), undefined, { signal });
    }
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { child, url, readyMs: performance.now() - beganMs };
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await scrape(`${url}/readyz`)).status === 200;
  } catch {
    return false;
  }
}
