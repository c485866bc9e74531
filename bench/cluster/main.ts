import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startControlPlane } from "../../test/e2e/harness/startControlPlane.ts";
import type { BenchContext } from "../support/benchContext.ts";
import { startRegistry } from "../support/childModules.ts";
import type { ClusterShape } from "../support/clusterShape.ts";
import { entryPointFlags } from "../support/entryPointFlags.ts";
import { round } from "../support/figure.ts";
import { renderTable } from "../support/renderTable.ts";
import { fillCluster } from "./fillCluster.ts";
import { type ExporterMeasure, measureDefaultPace, measureExporter } from "./measureExporter.ts";
import { measureOther, OTHER_SECONDS, type OtherMeasure } from "./measureOther.ts";

/** `npm run bench:cluster`: the exporter on a real API server; see docs/scale.md. */

const USAGE = `Usage: npm run bench:cluster -- [--deployments N,N] [--compare COMMAND] [--bundle FILE]

  --deployments N,N  how many there are, five containers each; default: 1000,20000
  --compare COMMAND  another exporter, measured on the same clusters; {kubeconfig}, {address} and {port} are filled in
  --bundle FILE      the exporter to measure, instead of dist/main.js
  --no-pace          leave out the round at the default pace
`;
const CONTAINERS_EACH = 5;
/** At 50 requests a second each, a round of 20,000 images takes 40 s. */
const REGISTRIES = 10;

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({
  allowNegative: true,
  options: {
    deployments: { type: "string", default: "1000,20000" },
    compare: { type: "string" },
    bundle: { type: "string", default: join(root, "dist/main.js") },
    pace: { type: "boolean", default: true },
    help: { type: "boolean", default: false },
  },
});
const sizes = values.deployments.split(",").map(Number);
if (values.help || sizes.some((size) => !(size > 0))) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}

interface Column {
  readonly title: string;
  readonly ours: ExporterMeasure;
  readonly paceMs: number | undefined;
  readonly other: OtherMeasure | undefined;
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error(`interrupted by ${signal}`)));
}
const folder = mkdtempSync(join(tmpdir(), "iae-bench-cluster-"));
const context: BenchContext = {
  quick: false,
  folder,
  bundle: values.bundle,
  nodeFlags: entryPointFlags(root),
  signal: stop.signal,
  say: (text) => process.stderr.write(`${text}\n`),
};

async function measure(): Promise<readonly Column[]> {
  const { signal } = context;
  const { child: registry, hosts } = await startRegistry(context, REGISTRIES);
  await using _registry = registry;
  const plane = await startControlPlane({ signal });
  const columns: Column[] = [];
  try {
    const kubeconfig = JSON.parse(readFileSync(plane.kubeconfig, "utf8"));
    for (const workloads of sizes.toSorted((a, b) => a - b)) {
      const title = `${workloads.toLocaleString("en")} Deployments`;
      const shape: ClusterShape = {
        name: title,
        workloads,
        containersEach: CONTAINERS_EACH,
        images: workloads,
      };
      context.say(`${title}: filling etcd`);
      // Images change with the number of Deployments, so that all are written anew.
      await fillCluster(plane.etcd.url, shape, { hosts, signal });
      const cluster = { shape, client: plane.client, kubeconfig, kubeconfigFile: plane.kubeconfig, registry };
      context.say(`${title}: measuring`);
      const ours = await measureExporter(context, cluster);
      const paceMs = values.pace ? await measureDefaultPace(context, cluster) : undefined;
      context.say(`${title}: ready in ${round(ours.readyMs)} ms`);
      const other =
        values.compare === undefined ? undefined : await measureOther(context, values.compare, cluster);
      columns.push({ title, ours, paceMs, other });
    }
    return columns;
  } finally {
    await plane.stop();
  }
}

const LINES: readonly (readonly [string, (column: Column) => number | undefined])[] = [
  ["from start to ready, ms (to reach: 4,000)", ({ ours }) => ours.readyMs],
  ["CPU until then, s", ({ ours }) => ours.readyCpu],
  ["memory at most until then, MB", ({ ours }) => ours.readyPeakMb],
  ["from ready to all checked, flat out, ms", ({ ours }) => ours.checkedMs],
  ["the same at the default pace, ms", ({ paceMs }) => paceMs],
  ["scrape, plain, ms", ({ ours }) => ours.plain.ms],
  ["scrape, plain, MB", ({ ours }) => ours.plain.mb],
  ["scrape, gzip, ms", ({ ours }) => ours.gzip.ms],
  ["scrape, gzip, MB", ({ ours }) => ours.gzip.mb],
  ["scrape, gzip, ms of CPU", ({ ours }) => ours.gzip.cpuMs],
  ["CPU with 50 changes of a status a second, thousandths", ({ ours }) => ours.changesCpu],
  ["memory at the end, MB (to reach: 200)", ({ ours }) => ours.endMb],
  ["memory at most, MB", ({ ours }) => ours.peakMb],
  ["other: until it answers, ms", ({ other }) => other?.upMs],
  [`other: requests to registries in ${OTHER_SECONDS} s`, ({ other }) => other?.requests],
  ["other: scrape, plain, ms", ({ other }) => other?.plain.ms],
  ["other: scrape, plain, MB", ({ other }) => other?.plain.mb],
  ["other: scrape, gzip, ms", ({ other }) => other?.gzip.ms],
  ["other: CPU with 50 changes of a status a second, thousandths", ({ other }) => other?.changesCpu],
  ["other: memory at the end, MB", ({ other }) => other?.usage.rssMb],
  ["other: memory at most, MB", ({ other }) => other?.usage.peakRssMb],
];

try {
  const columns = await measure();
  const rows = LINES.map(([name, of]) => {
    const figures = columns.map(of);
    const cells = figures.map((figure, index) => {
      const before = figures[index - 1];
      if (figure === undefined) {
        return "";
      }
      return before === undefined ? round(figure) : `${round(figure)} (${round(figure / before)}x)`;
    });
    return [name, ...cells];
  }).filter(([, ...cells]) => cells.some((cell) => cell !== ""));
  process.stdout.write(
    `${renderTable(["on a real API server", ...columns.map(({ title }) => title)], rows)}\n`,
  );
} catch (error) {
  process.stderr.write(`npm run bench:cluster: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
