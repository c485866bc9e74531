import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { BoundedMap } from "../../collections/boundedMap.ts";
import { fileProblem } from "../../files/fileProblem.ts";
import { followLinks } from "../../files/followLinks.ts";
import { readBoundedFile } from "../../files/readBoundedFile.ts";
import { type Endpoint, type EndpointAccess, identified } from "../../image/endpoint.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import { readEndpointTls, UnreadableFileError } from "./endpointFiles.ts";
import { type HostEntry, HostsTomlError, ORIGIN_ALONE, parseHostsToml } from "./hostsToml.ts";
import { NodeFileError, type NodeFiles, type UnaskedEndpoint } from "./nodeFiles.ts";

/** A mounted file takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;
/** More registries than a cluster uses. */
const MAX_REGISTRIES = 1_000;

/**
 * Follows containerd's `config_path` (`certs.d`). Each problem is said once, in a line that tells what a node does
 * then. Files are looked at again every few seconds.
 *
 * @param path of the directory
 * @param root where absolute paths in the files start; empty for the file system's own
 */
export function openHostsDirectory(
  path: string,
  { root, clock, log }: { root: string; clock: Clock; log: Logger },
): Pick<NodeFiles, "endpoints"> {
  const known = new BoundedMap<string, { readonly until: number; readonly rules: Promise<Rules> }>(
    MAX_REGISTRIES,
  );
  const said = new BoundedMap<string, string>(MAX_REGISTRIES);

  const look = async (registry: string, signal: AbortSignal): Promise<Rules> => {
    const complaints: string[] = [];
    const rules = await readRules(
      { path, root },
      registry,
      (complaint) => complaints.push(complaint),
      signal,
    );
    const text = complaints.join("\n");
    if (text !== (said.get(registry) ?? "")) {
      said.set(registry, text);
      for (const complaint of complaints) {
        log.warn({ registry }, complaint);
      }
    }
    return rules;
  };

  return {
    async endpoints({ registry, repository }, { signal }) {
      let entry = known.get(registry);
      if (entry === undefined || clock.monotonic() >= entry.until) {
        // Belongs to no single check: it goes on for the others.
        const rules = look(registry, new AbortController().signal);
        rules.catch(() => {});
        entry = { until: clock.monotonic() + LOOK_EVERY_MS, rules };
        known.set(registry, entry);
      }
      const rules = await entry.rules;
      signal.throwIfAborted();
      if (rules instanceof NodeFileError) {
        throw rules;
      }
      return rules?.map((rule) => ({ ...rule, repository }));
    },
  };
}

type Rule = Omit<Endpoint, "repository"> | Unread;
type Unread = Omit<UnaskedEndpoint, "repository">;
type Rules = readonly Rule[] | NodeFileError | undefined;

async function readRules(
  { path, root }: { path: string; root: string },
  registry: string,
  complain: (text: string) => void,
  signal: AbortSignal,
): Promise<Rules> {
  try {
    const folder = await findFolder({ path, root }, registry);
    if (folder === undefined) {
      return undefined;
    }
    const locate = (name: string) =>
      isAbsolute(name) ? followLinks(root, name, root) : followLinks(path, join(folder, name), root);
    const entries = await readFolder(join(path, folder), locate, complain, signal);
    return await Promise.all(
      entries.map(async (entry) => {
        try {
          return await toRule(entry, registry, locate, signal);
        } catch (error) {
          return unread(error, placeOf(entry, registry), complain);
        }
      }),
    );
  } catch (error) {
    if (error instanceof UnreadableFileError) {
      return [unread(error, placeOf(ORIGIN_ALONE, registry), complain)];
    }
    if (error instanceof NodeFileError) {
      complain(`${error.message}: a node cannot pull from ${registry} so`);
      return error;
    }
    throw error;
  }
}

/**
 * The name of the first that is there; an empty one hides the default.
 *
 * @throws UnreadableFileError where there is no such directory: nodes have theirs
 */
async function findFolder(
  { path, root }: { path: string; root: string },
  registry: string,
): Promise<string | undefined> {
  const state = await stat(path).catch((error: unknown) => {
    throw new UnreadableFileError(`Cannot read ${path}: ${fileProblem(error)}`);
  });
  if (!state.isDirectory()) {
    throw new UnreadableFileError(`Cannot read ${path}: it is no directory`);
  }
  const colon = registry.lastIndexOf(":");
  const names = [
    ...(colon > 0 ? [`${registry.slice(0, colon)}_${registry.slice(colon + 1)}_`] : []),
    registry,
    "_default",
  ];
  for (const name of names) {
    if (
      await stat(await followLinks(path, name, root)).then(
        () => true,
        () => false,
      )
    ) {
      return name;
    }
  }
  return undefined;
}

type Locate = (name: string) => Promise<string>;

async function readFolder(
  folder: string,
  locate: Locate,
  complain: (text: string) => void,
  signal: AbortSignal,
): Promise<readonly HostEntry[]> {
  const path = join(folder, "hosts.toml");
  const file = await readBoundedFile(await locate("hosts.toml"), { signal });
  if (!file.ok && file.code !== "ENOENT") {
    throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
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
  return [await readDockerLayout(await locate(""))];
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

function placeOf({ server, pulls, resolves }: HostEntry, registry: string): Omit<Endpoint, "repository"> {
  return {
    registry: server === undefined ? registry : nameOf(server.host),
    path: server?.path ?? "/v2",
    pulls,
    resolves,
    credentials: "reference",
  };
}

/** Nothing is known of what a node meets there: its file may be whole. */
function unread(
  error: unknown,
  place: Omit<Endpoint, "repository">,
  complain: (text: string) => void,
): Unread {
  if (!(error instanceof UnreadableFileError)) {
    throw error;
  }
  complain(`${error.message}: ${place.registry} is not asked, and what only it has gets no verdict`);
  const message = `${place.registry} was not asked: ${error.message}`;
  return { ...place, result: "node_file_unreadable", message };
}

async function toRule(
  entry: HostEntry,
  registry: string,
  locate: Locate,
  signal: AbortSignal,
): Promise<Omit<Endpoint, "repository">> {
  const { server, headers, dialTimeoutMs, skipVerify } = entry;
  const tls = await readEndpointTls(entry, locate, signal);
  const scheme =
    server === undefined ? undefined : schemeOf(server, skipVerify !== undefined || tls !== undefined);
  const access: Omit<EndpointAccess, "id"> = {
    headers,
    ...(server?.host === "docker.io" ? { literal: true } : {}),
    ...(scheme === undefined ? {} : { scheme }),
    ...(skipVerify === undefined ? {} : { skipVerify }),
    ...(tls === undefined ? {} : { tls }),
    ...(dialTimeoutMs === undefined ? {} : { dialTimeoutMs }),
  };
  return { ...placeOf(entry, registry), access: identified(access) };
}

/** Budgets know Docker Hub by the name that references have. */
function nameOf(host: string): string {
  return host === "registry-1.docker.io" ? "docker.io" : host;
}

function schemeOf(
  { scheme, host }: NonNullable<HostEntry["server"]>,
  hasTls: boolean,
): NonNullable<EndpointAccess["scheme"]> {
  return scheme === "http" && hasTls && !host.endsWith(":80") ? "either" : scheme;
}
