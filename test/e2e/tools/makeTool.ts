import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { catalogue, type Tool, type ToolName } from "./catalogue.ts";
import { requireApt, unpackDebianTool } from "./makeDebianTool.ts";
import { unpackDebianTree } from "./makeDebianTree.ts";
import { buildGoTool, goModuleFolder, requireGo } from "./makeGoTool.ts";
import { requireNpm, unpackNpmTool } from "./makeNpmTool.ts";

/**
 * Looks whether the machine has what making the tool takes: cheap, so that nothing is announced in vain.
 *
 * @throws ToolUnavailable when it has not.
 */
export async function requireMeans(
  name: ToolName,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  const { source }: Tool = catalogue[name];
  switch (source.from) {
    case "go":
    case "goFiles":
      return await requireGo(name, env, signal);
    case "npm":
      return await requireNpm(name, env, signal);
    case "debian":
    case "debianTree":
      return await requireApt(name, env, signal);
    default:
      return source satisfies never;
  }
}

/**
 * Builds or unpacks the tool into the file `target`; `folder` is an empty one for whatever the making leaves.
 *
 * @throws ToolUnavailable when the means are missing or fail.
 */
export async function makeTool(
  name: ToolName,
  target: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  const { source }: Tool = catalogue[name];
  switch (source.from) {
    case "go":
      return await buildGoTool(name, source, target, env, signal);
    case "goFiles": {
      const module = await goModuleFolder(name, source, env, signal);
      const texts = await Promise.all(source.files.map((file) => readFile(join(module, file), "utf8")));
      return await writeFile(target, texts.join("\n---\n"));
    }
    case "npm":
      return await unpackNpmTool(name, source, target, folder, env, signal);
    case "debian":
      return await unpackDebianTool(name, source, target, folder, env, signal);
    case "debianTree":
      return await unpackDebianTree(name, source, target, folder, env, signal);
    default:
      return source satisfies never;
  }
}

/** What the progress line says about how the tool comes to be. */
export function makingOf(name: ToolName): string {
  const { source, version }: Tool = catalogue[name];
  switch (source.from) {
    case "go":
      return `building ${name} ${version} (once; some ${source.minutes} min on two cores)`;
    case "goFiles":
    case "npm":
    case "debian":
    case "debianTree":
      return `unpacking ${name} ${version} (once)`;
    default:
      return source satisfies never;
  }
}
