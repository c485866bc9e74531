import type { ShardQuestion, ShardReport } from "../children/shardSimulation.ts";
import type { BenchContext } from "../support/benchContext.ts";
import { startShardSimulation } from "../support/childModules.ts";
import type { ClusterShape } from "../support/clusterShape.ts";
import { type Division, divideAmongShards } from "../support/divideAmongShards.ts";
import { round } from "../support/figure.ts";
import { renderTable } from "../support/renderTable.ts";
import { GROWING } from "../support/shapes.ts";

/** At the default pace a registry can be asked for 30,000 images in a window. */
const REGISTRIES = 20;
const SHARDS = 8;
const MILLION: ClusterShape = {
  name: "1,000,000 containers",
  workloads: 200_000,
  containersEach: 5,
  images: 200_000,
};
const QUICK: ClusterShape = {
  name: "50,000 containers",
  workloads: 10_000,
  containersEach: 5,
  images: 10_000,
};

const CELLS: readonly (readonly [string, (report: ShardReport) => string])[] = [
  ["images", ({ targets }) => round(targets)],
  ["containers", ({ containers }) => round(containers)],
  ["memory, MB", ({ rssMb }) => round(rssMb)],
  ["CPU to take in the cluster, s", ({ listCpu }) => round(listCpu)],
  ["first round, s", ({ firstRound }) => round(firstRound)],
  ["between two checks, s", ({ gaps: [low, high] }) => `${round(low)} to ${round(high)}`],
  ["CPU of a check without its request, us", ({ checkUs }) => round(checkUs)],
];

/**
 * A cluster of a million containers over shards, each simulated by itself: the real inventory and schedule, registries
 * that always answer, a clock that goes as fast as it can. Then shards as real processes, which have to divide a cluster
 * without a gap and without an overlap.
 */
export async function shardsTable(context: BenchContext): Promise<string> {
  const shape = context.quick ? QUICK : MILLION;
  const reports: ShardReport[] = [];
  for (let shard = 0; shard < SHARDS; shard++) {
    context.say(`${shape.name}: shard ${shard} of ${SHARDS}`);
    // One after the other: each has a process of its own, whose memory is what is measured.
    await using child = startShardSimulation(context);
    const question: ShardQuestion = { shape, registries: REGISTRIES, shards: SHARDS, shard };
    const report = await child.ask<ShardReport>("simulate", question);
    context.say(CELLS.map(([name, of]) => `${name}: ${of(report)}`).join("; "));
    reports.push(report);
  }
  const rows = CELLS.map(([name, of]) => [name, ...reports.map(of)]);
  const simulated = renderTable([shape.name, ...reports.map((_, shard) => `shard ${shard}`)], rows);
  const cluster = context.quick ? GROWING[1]! : GROWING[2]!;
  return `${simulated}\n\n${sentenceOf(cluster, await divideAmongShards(context, cluster, SHARDS))}`;
}

function sentenceOf({ name }: ClusterShape, { parts, missing, twice, rssMb }: Division): string {
  return `${SHARDS} processes divide ${name} into ${parts.join(", ")}: ${missing} missing, ${twice} twice; memory ${round(Math.min(...rssMb))} to ${round(Math.max(...rssMb))} MB each`;
}
