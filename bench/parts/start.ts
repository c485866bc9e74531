import type { BenchContext } from "../support/benchContext.ts";
import { startCluster } from "../support/childModules.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { atMost, type Figure, round } from "../support/figure.ts";
import { EMPTY } from "../support/shapes.ts";
import { median } from "../support/statistics.ts";

const MARK_MS = 600;

/** From the start of the process to the first 200 of /readyz, on a cluster with nothing in it. */
export async function startFigures(context: BenchContext): Promise<readonly Figure[]> {
  context.say("start on an empty cluster");
  const cluster = await startCluster(context, EMPTY, []);
  await using _cluster = cluster.child;
  const times: number[] = [];
  for (let run = 0; run < (context.quick ? 3 : 9); run++) {
    const exporter = await startExporter(context, cluster.kubeconfig);
    times.push(exporter.readyMs);
    await exporter.child.stop();
  }
  const detail = `${round(Math.min(...times))} to ${round(Math.max(...times))} ms in ${times.length} runs`;
  return [atMost("from start to ready, empty cluster", median(times), MARK_MS, " ms", { detail })];
}
