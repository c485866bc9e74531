import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SOURCE = fileURLToPath(new URL("../children/loopProbe.ts", import.meta.url));

/**
 * Makes the probe that is loaded into the exporter. As JavaScript, because what Node.js needs to read TypeScript would
 * count as the exporter's memory.
 *
 * @returns the module's path
 */
export async function buildProbe(folder: string): Promise<string> {
  const outfile = `${folder}/loopProbe.mjs`;
  await build({
    entryPoints: [SOURCE],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "warning",
  });
  return outfile;
}
