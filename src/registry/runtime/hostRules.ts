import { BoundedMap } from "../../collections/boundedMap.ts";
import { getOrMake } from "../../collections/getOrMake.ts";
import { followFiles } from "../../files/followFiles.ts";
import type { LastChange } from "../../files/lastChange.ts";
import { type Endpoint, type EndpointAccess, identified } from "../../image/endpoint.ts";
import { type ImageReference, parseReference } from "../../image/reference.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import type { CheckEndpoint } from "../registryCheck.ts";
import { GOES_ON_CHANGING, readEndpointTls, UnreadableFileError } from "./endpointFiles.ts";
import { type HostEntry, ORIGIN_ALONE } from "./hostsToml.ts";
import { NodeFileError, type NodeFiles, type UnaskedEndpoint } from "./nodeFiles.ts";

/** What a node's files say of where images of a registry are asked for. */
export interface FoundHosts {
  /** In order. */
  readonly entries: readonly HostEntry[];
  /** Where a file that they name lies. */
  locate(name: string): string | Promise<string>;
}

/**
 * Says what the files have for a registry; undefined for nothing.
 *
 * @param complain told of what is wrong, in a line that says what a node does then
 * @param change told of each file that is read
 * @returns a NodeFileError where that is said already; rejects with UnreadableFileError, or NodeFileError
 */
export type ReadHosts = (
  registry: string,
  complain: (text: string) => void,
  change: LastChange,
) => Promise<FoundHosts | NodeFileError | undefined>;

/** More registries than a cluster uses. */
const MAX_REGISTRIES = 1_000;

/**
 * Follows files that containerd's hosts come from: they are looked at again every few seconds, and each problem is said
 * once. What is being changed counts when it is whole.
 */
export function followHosts(
  readHosts: ReadHosts,
  { clock, log }: { clock: Clock; log: Logger },
): Pick<NodeFiles, "endpoints"> {
  const known = new BoundedMap<string, () => Promise<Rules>>(MAX_REGISTRIES);
  const said = new BoundedMap<string, string>(MAX_REGISTRIES);

  const follow = (registry: string) => {
    const ask = followFiles(async (change) => {
      const complaints: string[] = [];
      const complain = (complaint: string) => complaints.push(complaint);
      return { rules: await readRules(readHosts, registry, complain, change), complaints };
    }, clock);
    return async (): Promise<Rules> => {
      const { rules, complaints } = (await ask()) ?? changing(registry);
      const text = complaints.join("\n");
      if (text !== (said.get(registry) ?? "")) {
        said.set(registry, text);
        for (const complaint of complaints) {
          log.warn({ registry }, complaint);
        }
      }
      return rules;
    };
  };

  return {
    async endpoints(reference, { signal }, credentials) {
      const { registry } = reference;
      const rules = await getOrMake(known, registry, follow)();
      signal.throwIfAborted();
      if (rules instanceof NodeFileError) {
        throw rules;
      }
      return rules?.flatMap((rule) => applied(rule, reference, credentials.length === 0));
    },
  };
}

interface Rule extends Pick<HostEntry, "rewrite" | "own"> {
  readonly place: Omit<Endpoint, "repository"> | Unread;
}
type Unread = Omit<UnaskedEndpoint, "repository">;
type Rules = readonly Rule[] | NodeFileError | undefined;

async function readRules(
  readHosts: ReadHosts,
  registry: string,
  complain: (text: string) => void,
  change: LastChange,
): Promise<Rules> {
  try {
    const found = await readHosts(registry, complain, change);
    if (found === undefined || found instanceof NodeFileError) {
      return found;
    }
    const { entries, locate } = found;
    return await Promise.all(
      entries.map(async (entry) => {
        const { rewrite, own } = entry;
        try {
          const place =
            entry.unaskable === undefined
              ? await toPlace(entry, registry, locate, change)
              : unaskable(entry.unaskable, placeOf(entry, registry), (why) =>
                  complain(`${registry}: ${why}`),
                );
          return { place, rewrite, own };
        } catch (error) {
          return { place: unread(error, placeOf(entry, registry), complain), rewrite };
        }
      }),
    );
  } catch (error) {
    if (error instanceof UnreadableFileError) {
      return unknownRules(error, registry, complain);
    }
    if (error instanceof NodeFileError) {
      complain(`${error.message}: a node cannot pull from ${registry} so`);
      return error;
    }
    throw error;
  }
}

/** What is asked is not known. */
function unknownRules(
  error: UnreadableFileError,
  registry: string,
  complain: (text: string) => void,
): readonly Rule[] {
  return [{ place: { ...unread(error, placeOf(ORIGIN_ALONE, registry), complain), others: true } }];
}

function changing(registry: string): { readonly rules: Rules; readonly complaints: readonly string[] } {
  const complaints: string[] = [];
  const error = new UnreadableFileError(GOES_ON_CHANGING);
  return { rules: unknownRules(error, registry, (complaint) => complaints.push(complaint)), complaints };
}

/** What a rule means for an image; several where nodes ask for any of several repositories. */
function applied(
  { place, rewrite, own }: Rule,
  { repository }: ImageReference,
  isAnonymous: boolean,
): readonly (CheckEndpoint | UnaskedEndpoint)[] {
  const names = rewrite?.(repository) ?? [repository];
  return names.map((name) => {
    const endpoint = { ...place, repository: name };
    if ("result" in place) {
      return endpoint;
    }
    const unasked = (result: UnaskedEndpoint["result"], why: string) => ({
      ...endpoint,
      result,
      message: `${place.registry} was not asked${names.length > 1 ? ` for ${name}` : ""}: ${why}`,
    });
    if (names.length > 1) {
      const either = names.join(" or ");
      return unasked(
        "node_file_unreadable",
        `rewrites make ${either} of ${repository}, and nodes take either`,
      );
    }
    if (name !== repository && !isRepository(name)) {
      return unasked("refused", `rewrites make ${JSON.stringify(name)} of ${repository}`);
    }
    if (!isAnonymous || own === undefined) {
      return endpoint;
    }
    return typeof own === "string" ? unasked("refused", own) : { ...endpoint, own: [own] };
  });
}

/** Whether it can stand in an image's name. */
function isRepository(text: string): boolean {
  const parsed = parseReference(`registry.invalid/${text}`);
  return parsed.ok && parsed.reference.repository === text;
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

/** Nodes go on to the next one. */
function unaskable(
  why: string,
  place: Omit<Endpoint, "repository">,
  complain: (text: string) => void,
): Unread {
  complain(`${why}: a node cannot ask it, and goes on`);
  return { ...place, result: "refused", message: `a host was not asked: ${why}` };
}

async function toPlace(
  entry: HostEntry,
  registry: string,
  locate: FoundHosts["locate"],
  change: LastChange,
): Promise<Omit<Endpoint, "repository">> {
  const { server, headers, dialTimeoutMs, skipVerify } = entry;
  const tls = await readEndpointTls(entry, locate, change);
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
