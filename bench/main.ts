import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { appearanceFigures } from "./parts/appearance.ts";
import { checkFigures } from "./parts/checks.ts";
import { deadRegistryFigures } from "./parts/deadRegistry.ts";
import { floodFigures } from "./parts/flood.ts";
import { growthTable } from "./parts/growth.ts";
import { hygieneFigures } from "./parts/hygiene.ts";
import { inspectionFigures } from "./parts/inspections.ts";
import { memoryFigures } from "./parts/memory.ts";
import { paceFigures } from "./parts/pace.ts";
import { pageFigures } from "./parts/page.ts";
import { runningFigures } from "./parts/running.ts";
import { scrapeFigures } from "./parts/scrape.ts";
import { shardsTable } from "./parts/shards.ts";
import { startFigures } from "./parts/start.ts";
import type { BenchContext } from "./support/benchContext.ts";
import { entryPointFlags } from "./support/entryPointFlags.ts";
import type { Figure } from "./support/figure.ts";
import { renderFigures } from "./support/renderTable.ts";

/** `npm run bench`: measures the bundle, and prints a table; see docs/performance.md. */

const PARTS: Readonly<Record<string, (context: BenchContext) => Promise<readonly Figure[] | string>>> = {
  start: startFigures,
  checks: checkFigures,
  dead: deadRegistryFigures,
  flood: floodFigures,
  scrape: scrapeFigures,
  memory: memoryFigures,
  pace: paceFigures,
  appearance: appearanceFigures,
  hygiene: hygieneFigures,
  running: runningFigures,
  inspections: inspectionFigures,
  page: pageFigures,
  growth: growthTable,
  shards: shardsTable,
};

const USAGE = `Usage: npm run bench -- [PART...] [--quick] [--bundle FILE] [--node-flag=FLAG...]

PART is any of ${Object.keys(PARTS).join(", ")}; without one all of them run.

  --quick           fewer rounds, and no cluster of 100,000 containers
  --bundle FILE     the exporter to measure, instead of dist/main.js
  --node-flag=FLAG  a flag for the Node.js that runs it; may be repeated; without one those of \`npm start\`
`;

const root = fileURLToPath(new URL("../", import.meta.url));

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
      bundle: { type: "string", default: join(root, "dist/main.js") },
      "node-flag": { type: "string", multiple: true },
    },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (values.help || unknown !== undefined) {
    if (unknown !== undefined) {
      process.stderr.write(`Cannot find the part "${unknown}".\n\n`);
    }
    process.stdout.write(USAGE);
    return values.help ? 0 : 2;
  }

  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => stop.abort(new Error(`interrupted by ${signal}`)));
  }
  const folder = mkdtempSync(join(tmpdir(), "iae-bench-"));
  const context: BenchContext = {
    quick: values.quick,
    folder,
    bundle: values.bundle,
    nodeFlags: values["node-flag"] ?? entryPointFlags(root),
    signal: stop.signal,
    say: (text) => process.stderr.write(`${text}\n`),
  };
  try {
    const figures: Figure[] = [];
    const tables: string[] = [];
    for (const [name, part] of Object.entries(PARTS)) {
      if (positionals.length > 0 && !positionals.includes(name)) {
        continue;
      }
      const result = await part(context);
      if (typeof result === "string") {
        tables.push(result);
      } else {
        figures.push(...result);
      }
    }
    const flags = context.nodeFlags.join(" ") || "no flags";
    const report = [
      ...(figures.length > 0 ? [renderFigures(figures)] : []),
      ...tables,
      `Node.js ${process.version}, ${flags}`,
    ];
    process.stdout.write(`\n${report.join("\n\n")}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`npm run bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
