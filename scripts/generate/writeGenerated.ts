import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Generator } from "./generator.ts";

const root = new URL("../../", import.meta.url);

/**
 * Writes a generator's files where they differ from what is there.
 *
 * @param checkOnly to write nothing
 * @returns the paths of those that differ
 */
export async function writeGenerated(
  generator: Generator,
  { checkOnly }: { checkOnly?: boolean } = {},
): Promise<readonly string[]> {
  const differing = (await generator.generate()).filter(
    ({ path, text }) => readIfThere(new URL(path, root)) !== text,
  );
  for (const { path, text } of checkOnly === true ? [] : differing) {
    const file = fileURLToPath(new URL(path, root));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return differing.map(({ path }) => path);
}

function readIfThere(file: URL): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
