import { setTimeout as sleep } from "node:timers/promises";
import type { BenchContext } from "./benchContext.ts";
import { startCluster, startRegistry } from "./childModules.ts";
import type { ClusterShape } from "./clusterShape.ts";
import { type RunningExporter, startExporter } from "./exporterProcess.ts";
import { processUsage } from "./processUsage.ts";
import { scrape } from "./scrape.ts";

/** How a cluster is divided. */
export interface Division {
  /** How many containers each shard reports. */
  readonly parts: readonly number[];
  /** Containers that none reports. */
  readonly missing: number;
  /** Containers that more than one reports. */
  readonly twice: number;
  readonly rssMb: readonly number[];
}

const CHECKED_MS = 240_000;

/** Starts that many shards on one cluster, and looks who reports what once they report as much as there is. */
export async function divideAmongShards(
  context: BenchContext,
  shape: ClusterShape,
  shards: number,
): Promise<Division> {
  const { signal, say } = context;
  const registry = await startRegistry(context);
  await using stack = new AsyncDisposableStack();
  stack.use(registry.child);
  say(`cluster of ${shape.name}: filling it`);
  const cluster = await startCluster(context, shape, [registry.host]);
  stack.use(cluster.child);
  const exporters: RunningExporter[] = [];
  for (let shard = 0; shard < shards; shard++) {
    say(`cluster of ${shape.name}: shard ${shard} of ${shards}`);
    const flags = [`--sharding-shards=${shards}`, `--sharding-shard=${shard}`];
    const exporter = await startExporter(context, cluster.kubeconfig, { flags });
    stack.use(exporter.child);
    exporters.push(exporter);
  }
  const containers = shape.workloads * shape.containersEach;
  const endMs = performance.now() + CHECKED_MS;
  while (true) {
    const parts: string[][] = [];
    for (const { child, url } of exporters) {
      child.throwIfExited();
      const { body } = await scrape(`${url}/metrics`);
      parts.push(body.toString().match(/^k8s_image_availability_exporter_available\{[^}]*\}/gm) ?? []);
    }
    const all = parts.flat();
    if (all.length >= containers || performance.now() > endMs) {
      const distinct = new Set(all);
      return {
        parts: parts.map(({ length }) => length),
        missing: containers - distinct.size,
        twice: all.length - distinct.size,
        rssMb: exporters.map(({ child }) => processUsage(child.pid).rssMb),
      };
    }
    await sleep(500, undefined, { signal });
  }
}
