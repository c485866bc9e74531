import { dirname } from "node:path";
import { fileProblem } from "../files/fileProblem.ts";
import { readBoundedFile } from "../files/readBoundedFile.ts";
import { checkNesting } from "./checkNesting.ts";
import { ConfigError } from "./configError.ts";
import type { ConfigLayer } from "./configLayer.ts";
import { resolveFiles } from "./resolveFiles.ts";

/**
 * Reads the configuration file, YAML or JSON, whose root is the content of `config`. Relative paths in it start at the
 * file's own folder.
 *
 * @param file an absolute path
 * @throws {ConfigError} when the file cannot be read or is neither YAML nor JSON
 */
export async function readConfigFile(
  file: string,
  { signal }: { signal: AbortSignal },
): Promise<ConfigLayer> {
  const read = await readBoundedFile(file, { signal });
  if (!read.ok) {
    throw new ConfigError([`Cannot read the configuration file ${file}: ${read.error}`]);
  }
  const document = (await parseText(file, read.text)) ?? {};
  checkNesting(document, file);
  resolveFiles(document, dirname(file));
  return { document, origins: new Map([["", file]]), problems: [] };
}

// JSON is YAML too, but the YAML parser takes its time to load.
async function parseText(file: string, text: string): Promise<unknown> {
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // It may still be YAML in flow style.
    }
  }
  const { parseYaml } = await import("../text/parseYaml.ts");
  try {
    return parseYaml(text);
  } catch (error) {
    throw new ConfigError([`Cannot read ${file} as YAML: ${fileProblem(error)}`]);
  }
}
