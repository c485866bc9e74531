import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ToolSource } from "./catalogue.ts";
import { CommandFailed, runCommand } from "./runCommand.ts";
import { ToolUnavailable } from "./toolUnavailable.ts";

type DebianSource = Extract<ToolSource, { from: "debian" }>;

/** @throws ToolUnavailable when there is no apt. */
export async function requireApt(tool: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  try {
    await runCommand("apt-get", ["--version"], { env, signal });
  } catch (cause) {
    if (!(cause instanceof CommandFailed)) {
      throw cause;
    }
    throw new ToolUnavailable(tool, "apt is not installed", { cause });
  }
}

/**
 * Downloads a Debian package into `folder` and copies its tool to `target`. Nothing is installed: no service is
 * started, and only a machine whose package lists are still empty needs root, to fetch them.
 *
 * @throws ToolUnavailable when there is no apt, or the package cannot be had.
 */
export async function unpackDebianTool(
  tool: string,
  source: DebianSource,
  target: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await downloadDebianPackages([source.package], folder, env, signal);
    const archive = (await readdir(folder)).find((name) => name.endsWith(".deb"));
    if (archive === undefined) {
      throw new ToolUnavailable(tool, `apt-get download ${source.package} left no file`);
    }
    await runCommand("dpkg-deb", ["--extract", archive, "."], { cwd: folder, env, signal });
    await copyFile(join(folder, source.file), target);
  } catch (cause) {
    if (!(cause instanceof CommandFailed)) {
      throw cause;
    }
    const need =
      cause.code === "ENOENT" ? "apt is not installed" : `apt-get download ${source.package} failed`;
    throw new ToolUnavailable(tool, need, { cause });
  }
}

/**
 * Downloads packages into a folder.
 *
 * @throws CommandFailed
 */
export async function downloadDebianPackages(
  names: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<void> {
  // Without its sandbox user, to whom a folder in somebody's cache is not writable.
  const args = ["download", "-qq", "-o", "APT::Sandbox::User=root", ...names];
  try {
    await runCommand("apt-get", args, { cwd: folder, env, signal });
  } catch (error) {
    if (!(error instanceof CommandFailed) || error.code === "ENOENT") {
      throw error;
    }
    await runCommand("apt-get", ["update", "-qq"], { env, signal });
    await runCommand("apt-get", args, { cwd: folder, env, signal });
  }
}
