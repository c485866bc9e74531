import { createHash, X509Certificate } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { BoundedMap } from "../../collections/boundedMap.ts";
import { readBoundedFile } from "../../files/readBoundedFile.ts";
import type { Endpoint, EndpointAccess, EndpointTls } from "../../image/endpoint.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import { type HostEntry, HostsTomlError, ORIGIN_ALONE, parseHostsToml } from "./hostsToml.ts";
import { NodeFileError, type NodeFiles } from "./nodeFiles.ts";

/** A mounted file takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;
/** More registries than a cluster uses. */
const MAX_REGISTRIES = 1_000;

/**
 * Follows containerd's `config_path` (`certs.d`). Each problem is said once, in a line that tells what a node does
 * then. Files are looked at again every few seconds.
 *
 * @param path of the directory
 */
export function openHostsDirectory(
  path: string,
  { clock, log }: { clock: Clock; log: Logger },
): Pick<NodeFiles, "endpoints"> {
  const known = new BoundedMap<string, { readonly until: number; readonly rules: Promise<Rules> }>(
    MAX_REGISTRIES,
  );
  const said = new BoundedMap<string, string>(MAX_REGISTRIES);

  const look = async (registry: string, signal: AbortSignal): Promise<Rules> => {
    const complaints: string[] = [];
    const rules = await readRules(path, registry, (complaint) => complaints.push(complaint), signal);
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

type Rules = readonly Omit<Endpoint, "repository">[] | NodeFileError | undefined;

async function readRules(
  root: string,
  registry: string,
  complain: (text: string) => void,
  signal: AbortSignal,
): Promise<Rules> {
  const folder = await findFolder(root, registry);
  if (folder === undefined) {
    return undefined;
  }
  try {
    const entries = await readFolder(folder, complain, signal);
    return await Promise.all(entries.map((entry) => toRule(entry, registry, folder, signal)));
  } catch (error) {
    if (error instanceof NodeFileError) {
      complain(`${error.message}: a node cannot pull from ${registry} so`);
      return error;
    }
    throw error;
  }
}

/** The first that is there; an empty one hides the default. */
async function findFolder(root: string, registry: string): Promise<string | undefined> {
  const colon = registry.lastIndexOf(":");
  const names = [
    ...(colon > 0 ? [`${registry.slice(0, colon)}_${registry.slice(colon + 1)}_`] : []),
    registry,
    "_default",
  ];
  for (const name of names) {
    const folder = join(root, name);
    if (
      await stat(folder).then(
        () => true,
        () => false,
      )
    ) {
      return folder;
    }
  }
  return undefined;
}

async function readFolder(
  folder: string,
  complain: (text: string) => void,
  signal: AbortSignal,
): Promise<readonly HostEntry[]> {
  const path = join(folder, "hosts.toml");
  const file = await readBoundedFile(path, { signal });
  if (!file.ok && file.code !== "ENOENT") {
    throw new NodeFileError(`Cannot read ${path}: ${file.error}`);
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
  return [await readDockerLayout(folder)];
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

async function toRule(
  entry: HostEntry,
  registry: string,
  folder: string,
  signal: AbortSignal,
): Promise<Omit<Endpoint, "repository">> {
  const { server, headers, dialTimeoutMs, skipVerify, pulls, resolves } = entry;
  const tls = await readTls(entry, folder, signal);
  const scheme =
    server === undefined ? undefined : schemeOf(server, skipVerify !== undefined || tls !== undefined);
  const access: Omit<EndpointAccess, "id"> = {
    headers,
    ...(scheme === undefined ? {} : { scheme }),
    ...(skipVerify === undefined ? {} : { skipVerify }),
    ...(tls === undefined ? {} : { tls }),
    ...(dialTimeoutMs === undefined ? {} : { dialTimeoutMs }),
  };
  const id = createHash("sha256").update(JSON.stringify(access)).digest("base64url").slice(0, 16);
  return {
    registry: server === undefined ? registry : nameOf(server.host),
    path: server?.path ?? "/v2",
    access: { id, ...access },
    pulls,
    resolves,
    credentials: "reference",
  };
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

async function readTls(
  { ca, client }: HostEntry,
  folder: string,
  signal: AbortSignal,
): Promise<EndpointTls | undefined> {
  if (ca === undefined && client === undefined) {
    return undefined;
  }
  const read = async (name: string): Promise<string> => {
    const path = isAbsolute(name) ? name : join(folder, name);
    const file = await readBoundedFile(path, { signal });
    if (!file.ok) {
      throw new NodeFileError(`Cannot read ${path}: ${file.error}`);
    }
    return file.text;
  };
  const authorities: string[] = [];
  for (const name of ca ?? []) {
    const certificates = ((await read(name)).match(CERTIFICATE) ?? []).filter(isCertificate);
    if (certificates.length === 0) {
      throw new NodeFileError(`CA file ${name} in ${folder} holds no certificate`);
    }
    authorities.push(...certificates);
  }
  const identities: { cert: string; key: string }[] = [];
  for (const [cert, key] of client ?? []) {
    identities.push({ cert: await read(cert), key: await read(key ?? cert) });
  }
  return { authorities, identities };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined;
  } catch {
    return false;
  }
}
