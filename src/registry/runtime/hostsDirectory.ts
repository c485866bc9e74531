import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { fileProblem } from "../../files/fileProblem.ts";
import { followLinks } from "../../files/followLinks.ts";
import type { LastChange } from "../../files/lastChange.ts";
import { readBoundedFile } from "../../files/readBoundedFile.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import { UnreadableFileError } from "./endpointFiles.ts";
import { followHosts } from "./hostRules.ts";
import { type HostEntry, HostsTomlError, ORIGIN_ALONE, parseHostsToml } from "./hostsToml.ts";
import type { NodeFiles } from "./nodeFiles.ts";

/**
 * Follows containerd's `config_path` (`certs.d`). Each problem is said once, in a line that tells what a node does
 * then. Files are looked at again every few seconds.
 *
 * @param path of the directory
 * @param root where absolute paths in the files start; empty for the file system's own
 */
export function openHostsDirectory(
  path: string,
  { root, ...tools }: { root: string; clock: Clock; log: Logger },
): Pick<NodeFiles, "endpoints"> {
  return followHosts(async (registry, complain, change) => {
    const folder = await findFolder({ path, root }, registry, change);
    if (folder === undefined) {
      return undefined;
    }
    const locate = (name: string) =>
      isAbsolute(name) ? followLinks(root, name, root) : followLinks(path, join(folder, name), root);
    return { entries: await readFolder(join(path, folder), locate, complain, change), locate };
  }, tools);
}

/** The names under which a registry's folder may stand; the first that is there counts. */
export function foldersOf(registry: string): readonly string[] {
  const colon = registry.lastIndexOf(":");
  return [
    ...(colon > 0 ? [`${registry.slice(0, colon)}_${registry.slice(colon + 1)}_`] : []),
    registry,
    "_default",
  ];
}

/**
 * The name of the first that is there; an empty one hides the default.
 *
 * @throws UnreadableFileError where there is no such directory: nodes have theirs
 */
async function findFolder(
  { path, root }: { path: string; root: string },
  registry: string,
  change: LastChange,
): Promise<string | undefined> {
  const state = await stat(path).catch((error: unknown) => {
    throw new UnreadableFileError(`Cannot read ${path}: ${fileProblem(error)}`);
  });
  if (!state.isDirectory()) {
    throw new UnreadableFileError(`Cannot read ${path}: it is no directory`);
  }
  for (const name of foldersOf(registry)) {
    if (
      await stat(await followLinks(path, name, root)).then(
        () => true,
        () => false,
      )
    ) {
      return name;
    }
    change.noteMissing(join(path, name), state.ctimeMs);
  }
  return undefined;
}

type Locate = (name: string) => Promise<string>;

async function readFolder(
  folder: string,
  locate: Locate,
  complain: (text: string) => void,
  change: LastChange,
): Promise<readonly HostEntry[]> {
  const path = join(folder, "hosts.toml");
  const folderThere = await locate("");
  const { ctimeMs } = await stat(folderThere).catch(() => ({ ctimeMs: 0 }));
  change.note(ctimeMs);
  // Belongs to no single check: it goes on for the others.
  const file = await readBoundedFile(await locate("hosts.toml"), { signal: new AbortController().signal });
  if (!file.ok && file.code !== "ENOENT") {
    throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
  }
  if (file.ok) {
    change.note(file.changedMs);
  }
  if (file.ok && file.text !== "") {
    try {
      return parseHostsToml(file.text);
    } catch (error) {
      if (!(error instanceof HostsTomlError)) {
        throw error;
      }
      complain(
        `${path} does not count: ${error.message}. A node asks the registry itself then, without mirrors`,
      );
    }
  }
  return [await readDockerLayout(folderThere)];
}

/** `*.crt` are authorities, `*.cert` with `*.key` client certificates. */
async function readDockerLayout(folder: string): Promise<HostEntry> {
  const files = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = files.filter((file) => !file.isDirectory()).map(({ name }) => name);
  const ca = names.filter((name) => name.endsWith(".crt"));
  const client = names
    .filter((name) => name.endsWith(".cert"))
    .map((cert) => {
      const key = `${cert.slice(0, -".cert".length)}.key`;
      return [cert, names.includes(key) ? key : undefined] as const;
    });
  return {
    ...ORIGIN_ALONE,
    ca: ca.length === 0 ? undefined : ca,
    client: client.length === 0 ? undefined : client,
  };
}
