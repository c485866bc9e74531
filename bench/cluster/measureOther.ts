import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts } from "../../test/e2e/harness/freePorts.ts";
import type { RegistryCount } from "../children/lightRegistry.ts";
import type { BenchContext } from "../support/benchContext.ts";
import { type ProcessUsage, processUsage } from "../support/processUsage.ts";
import { scrape } from "../support/scrape.ts";
import {
  type FilledCluster,
  fromNow,
  measureChanges,
  measureScrapes,
  type ScrapeMeasure,
} from "./measureExporter.ts";

export interface OtherMeasure {
  /** Until /metrics was answered, in milliseconds. */
  readonly upMs: number;
  /** Requests to registries in `OTHER_SECONDS`. */
  readonly requests: number;
  readonly plain: ScrapeMeasure;
  readonly gzip: ScrapeMeasure;
  readonly changesCpu: number;
  readonly usage: ProcessUsage;
}

/** How long another exporter may check before it is scraped, in seconds. */
export const OTHER_SECONDS = 60;
const UP_MS = 120_000;

/**
 * Measures another exporter, of which nothing is known but that it answers /metrics.
 *
 * @param command for the shell; `{kubeconfig}`, `{address}` and `{port}` stand for what it is to take
 */
export async function measureOther(
  { folder, signal }: BenchContext,
  command: string,
  { kubeconfigFile, registry, client, shape }: FilledCluster,
): Promise<OtherMeasure> {
  const [port] = await freePorts(1);
  const line = command
    .replaceAll("{kubeconfig}", kubeconfigFile)
    .replaceAll("{address}", `127.0.0.1:${port}`)
    .replaceAll("{port}", String(port));
  const log = openSync(`${folder}/other.log`, "w");
  await fromNow(registry);
  const beganMs = performance.now();
  const child = spawn("/bin/sh", ["-c", `exec ${line}`], {
    stdio: ["ignore", log, log],
    env: { PATH: process.env.PATH, KUBECONFIG: kubeconfigFile },
  });
  const exited = once(child, "exit");
  try {
    const { pid } = child;
    const url = `http://127.0.0.1:${port}/metrics`;
    while ((await scrape(url).catch(() => undefined))?.status !== 200) {
      if (child.exitCode !== null || performance.now() - beganMs > UP_MS) {
        throw new Error(`"${line}" does not answer ${url}`);
      }
      await sleep(50, undefined, { signal });
    }
    const upMs = performance.now() - beganMs;
    await sleep(OTHER_SECONDS * 1000, undefined, { signal });
    const { requests } = await registry.ask<RegistryCount>("count");
    const plain = await measureScrapes(url, pid!, false);
    const gzip = await measureScrapes(url, pid!, true);
    const changesCpu = await measureChanges(client, pid!, shape, signal);
    return { upMs, requests, plain, gzip, changesCpu, usage: processUsage(pid!) };
  } finally {
    child.kill("SIGKILL");
    await exited;
  }
}
