import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ToolSource } from "./catalogue.ts";
import { downloadDebianPackages } from "./makeDebianTool.ts";
import { CommandFailed, runCommand } from "./runCommand.ts";
import { ToolUnavailable } from "./toolUnavailable.ts";

type DebianTreeSource = Extract<ToolSource, { from: "debianTree" }>;

/** Where distroless images say which packages they are made of, a file for each. */
const STATUS = "var/lib/dpkg/status.d";

/**
 * Unpacks Debian packages into one folder `target`, as they would lie below `/`. Nothing is installed.
 *
 * @throws ToolUnavailable when a package cannot be had.
 */
export async function unpackDebianTree(
  tool: string,
  source: DebianTreeSource,
  target: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const needed = source.missingLibraries ? await notInstalled(source.packages, env, signal) : [];
    await downloadDebianPackages([...new Set([...source.packages, ...needed])], folder, env, signal);
    await mkdir(join(target, STATUS), { recursive: true });
    for (const archive of await readdir(folder)) {
      if (!archive.endsWith(".deb")) {
        continue;
      }
      await runCommand("dpkg-deb", ["--extract", archive, target], { cwd: folder, env, signal });
      const fields = await runCommand("dpkg-deb", ["--field", archive], { cwd: folder, env, signal });
      await writeFile(join(target, STATUS, archive.replace(/_.*$/, "")), fields);
    }
  } catch (cause) {
    if (!(cause instanceof CommandFailed)) {
      throw cause;
    }
    throw new ToolUnavailable(tool, `Debian's ${source.packages.join(", ")} cannot be had`, { cause });
  }
}

/** The names of all packages that installing these would bring, as `apt-get` prints their files. */
async function notInstalled(
  packages: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const args = ["install", "--print-uris", "-qq", "--no-install-recommends", ...packages];
  const lines = (await runCommand("apt-get", args, { env, signal })).split("\n");
  // 'http://deb.debian.org/…/libgpgme11_1.18.0-3_amd64.deb' libgpgme11_1.18.0-3_amd64.deb 1234 SHA256:…
  return lines.flatMap((line) => /^'\S+' ([^\s_]+)_\S+\.deb /.exec(line)?.[1] ?? []);
}
