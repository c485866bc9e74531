import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { RegistryCount } from "../children/lightRegistry.ts";
import type { BenchContext } from "../support/benchContext.ts";
import { startCluster, startRegistry } from "../support/childModules.ts";
import type { ClusterShape } from "../support/clusterShape.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { type Figure, round } from "../support/figure.ts";
import { median } from "../support/statistics.ts";

/** Of the checks of a registry that works, what is left of its rate beside ones that do not: nothing may be lost. */
const MARK = 0.95;
/** Nothing listens there. */
const REFUSING_HOST = "127.0.0.1:1";
/** Images at the registry that works. */
const LIVE_IMAGES = 4_000;
const TIMEOUT_MS = 120_000;

/** Half of the images at registries that are down: one refuses connections, one takes them and says nothing. */
export async function deadRegistryFigures(context: BenchContext): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [limit, marked] of [
    [1_000, true],
    [10_000, false],
  ] as const) {
    context.say(`dead registries, ${round(limit)} requests a second`);
    const alone: number[] = [];
    const beside: number[] = [];
    for (let run = 0; run < (context.quick ? 1 : 3); run++) {
      alone.push(await liveRate(context, limit, { withDead: false }));
      beside.push(await liveRate(context, limit, { withDead: true }));
    }
    const ratio = median(beside) / median(alone);
    figures.push({
      name: marked
        ? `checks a second beside dead registries, ${round(limit)} allowed`
        : "checks a second beside dead registries, as many as possible",
      ours: `${round(median(beside))} (${round(ratio)}x)`,
      reference: `without them: ${round(median(alone))}`,
      ...(marked && { mark: `>= ${MARK}x`, ok: ratio >= MARK }),
    });
  }
  return figures;
}

/** The rate at which every image of the live registry is checked for the first time. */
async function liveRate(
  context: BenchContext,
  requestsPerSecond: number,
  { withDead }: { withDead: boolean },
): Promise<number> {
  const silent = createServer((socket: Socket) => void socket.on("error", () => {}).unref());
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  const silentHost = `127.0.0.1:${(silent.address() as AddressInfo).port}`;
  try {
    const registry = await startRegistry(context);
    await using _registry = registry.child;
    // Image n is at host n modulo 4: half of all, and all alike, at the live one.
    const hosts = withDead
      ? [registry.host, silentHost, registry.host, REFUSING_HOST]
      : [registry.host, registry.host, registry.host, registry.host];
    const images = withDead ? 2 * LIVE_IMAGES : LIVE_IMAGES;
    const shape: ClusterShape = { name: "dead", workloads: images / 5, containersEach: 5, images };
    const cluster = await startCluster(context, shape, hosts);
    await using _cluster = cluster.child;
    const exporter = await startExporter(context, cluster.kubeconfig, {
      requestsPerSecond,
      // Soon enough for the silent one to be found dead while the others are checked.
      flags: ["--registries-timeout=500ms"],
    });
    await using _exporter = exporter.child;
    const endMs = performance.now() + TIMEOUT_MS;
    while (true) {
      exporter.child.throwIfExited();
      const { requests, firstMs, lastMs } = await registry.child.ask<RegistryCount>("count");
      if (requests >= LIVE_IMAGES) {
        return (requests * 1000) / (lastMs - firstMs);
      }
      if (performance.now() > endMs) {
        throw new Error(`only ${requests} images were checked`);
      }
      await sleep(20, undefined, { signal: context.signal });
    }
  } finally {
    silent.close();
  }
}
