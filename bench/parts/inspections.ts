import { setTimeout as sleep } from "node:timers/promises";
import type { TreeCount } from "../children/treeRegistry.ts";
import type { BenchContext } from "../support/benchContext.ts";
import { startCluster, startTreeRegistry } from "../support/childModules.ts";
import type { ClusterShape } from "../support/clusterShape.ts";
import { startExporter } from "../support/exporterProcess.ts";
import { type Figure, round } from "../support/figure.ts";
import { processUsage } from "../support/processUsage.ts";
import { scrape } from "../support/scrape.ts";

const IMAGES = 5_000;
const PLATFORMS = ["--platform=linux/amd64", "--platform=linux/arm64"];
const VERIFY = ["manifest", "platform", "content"] as const;
const PATIENCE_MS = 300_000;

/** What `config.images.verify` costs, for images of six platforms and ten layers, of which two platforms are looked at. */
export async function inspectionFigures(context: BenchContext): Promise<readonly Figure[]> {
  const images = context.quick ? IMAGES / 5 : IMAGES;
  const shape: ClusterShape = { name: "inspections", workloads: images, containersEach: 1, images };
  const figures: Figure[] = [];
  let bareMb = 0;
  for (const verify of VERIFY) {
    context.say(`images looked into: ${verify}`);
    const registry = await startTreeRegistry(context);
    await using _registry = registry.child;
    const cluster = await startCluster(context, shape, [registry.host]);
    await using _cluster = cluster.child;
    const inside = verify === "manifest" ? [] : PLATFORMS;
    const exporter = await startExporter(context, cluster.kubeconfig, {
      flags: [`--verify=${verify}`, ...inside],
    });
    await using _exporter = exporter.child;
    const beganMs = performance.now();
    const family = inside.length === 0 ? "checks_total" : "inspections_total";
    while ((await counted(exporter.url, family)) < images) {
      if (performance.now() - beganMs > PATIENCE_MS) {
        throw new Error(
          `not all of ${images} images were looked into: ${await counted(exporter.url, family)}`,
        );
      }
      await sleep(100, undefined, { signal: context.signal });
    }
    const seconds = (performance.now() - beganMs) / 1_000;
    const { rssMb, cpuSeconds } = processUsage(exporter.child.pid);
    bareMb ||= rssMb;
    const requests = Object.entries(await registry.child.ask<TreeCount>("count"))
      .map(([what, count]) => `${round(count / images)} ${what}`)
      .join(", ");
    const more = `${round(((rssMb - bareMb) * 1_024) / images)} KB more for each image`;
    figures.push({
      name: `${images.toLocaleString("en")} images, verify: ${verify}`,
      ours: `${round(rssMb)} MB, ${more}; ${requests} each; ${round(seconds)} s, ${round(cpuSeconds)} s of CPU`,
    });
  }
  return figures;
}

/** The sum of a counter, whatever its labels. */
async function counted(url: string, family: string): Promise<number> {
  const { body } = await scrape(`${url}/metrics`);
  const samples = body
    .toString()
    .matchAll(new RegExp(`^k8s_image_availability_exporter_${family}\\{.*\\} (\\d+)$`, "gm"));
  return [...samples].reduce((sum, [, value]) => sum + Number(value), 0);
}
