import { basename, dirname } from "node:path";
import { getOrMake } from "../../collections/getOrMake.ts";
import type { Credential } from "../../credentials/credential.ts";
import { followFiles } from "../../files/followFiles.ts";
import { followLinks } from "../../files/followLinks.ts";
import {
  type Endpoint,
  type EndpointAccess,
  type EndpointFiles,
  identified,
  isOrigin,
  originEndpoint,
} from "../../image/endpoint.ts";
import type { ImageReference } from "../../image/reference.ts";
import { isLoopback } from "../../image/usableHost.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import {
  GOES_ON_CHANGING,
  readEndpointHeaders,
  readEndpointTls,
  UnreadableFileError,
} from "./endpointFiles.ts";
import { NodeFileError, type NodeFiles, RefusedByFilesError, type UnaskedEndpoint } from "./nodeFiles.ts";

/** Where an image is asked for, and where a node would ask besides. */
export interface NodeEndpoints<E extends Endpoint = Endpoint> {
  /** In order. */
  readonly asked: readonly (E | Endpoint)[];
  readonly unasked: readonly UnaskedEndpoint[];
}

/** Finds the endpoints that a node would ask. */
export interface NodeEndpointFinder {
  /**
   * The origin gives way to what the nodes' files have for it.
   *
   * @param credentials those of the image's name
   * @returns at once where no file has to be read; rejects with NodeFileError, or `signal.reason`
   * @throws NodeFileError
   */
  find<E extends Endpoint>(
    endpoints: readonly E[],
    reference: ImageReference,
    options: { signal: AbortSignal },
    credentials: readonly Pick<Credential, "username">[],
  ): NodeEndpoints<E> | Promise<NodeEndpoints<E>>;
}

/** @returns undefined where the last ones are others */
function withoutLast<E extends Endpoint>(
  all: readonly E[],
  last: readonly Endpoint[],
): readonly E[] | undefined {
  const count = all.length - last.length;
  const isSame = ({ registry, repository }: Endpoint, index: number) =>
    registry === last[index]?.registry && repository === last[index]?.repository;
  return count >= 0 && all.slice(count).every(isSame) ? all.slice(0, count) : undefined;
}

/** One for all who find nothing that only a node could ask. */
const NONE: readonly never[] = [];

/**
 * Files that configuration names for a mirror are looked at again every few seconds; one that cannot be used is said once.
 *
 * @param files where nodes ask, as theirs say
 * @param insidePod seen from there, a mirror on a loopback address is the node's own
 */
export function openNodeEndpoints({
  files,
  insidePod,
  clock,
  log,
}: {
  files: Pick<NodeFiles, "endpoints" | "complete">;
  insidePod: boolean;
  clock: Clock;
  log: Logger;
}): NodeEndpointFinder {
  const known = new WeakMap<EndpointFiles, () => Promise<EndpointAccess | Error | undefined>>();
  const said = new WeakMap<EndpointFiles, string>();

  const follow = (named: EndpointFiles, configured: Omit<EndpointAccess, "id">) =>
    followFiles(async (change) => {
      const locate = (path: string) => followLinks(dirname(path), basename(path), named.nodeRoot ?? "");
      try {
        const tls = await readEndpointTls(named, locate, change);
        const headers = await readEndpointHeaders(named, change);
        return identified({
          ...configured,
          ...(tls === undefined ? {} : { tls }),
          headers: [...configured.headers, ...headers],
        });
      } catch (error) {
        if (!(error instanceof UnreadableFileError || error instanceof NodeFileError)) {
          throw error;
        }
        return error;
      }
    }, clock);

  const read = async (
    named: EndpointFiles,
    { access, registry }: Endpoint,
  ): Promise<EndpointAccess | Error> => {
    const ask = getOrMake(known, named, () => {
      const { id: _id, ...configured } = access ?? { id: "", headers: [] };
      return follow(named, configured);
    });
    const found = (await ask()) ?? new UnreadableFileError(GOES_ON_CHANGING);
    if (!(found instanceof Error)) {
      said.delete(named);
    } else if (said.get(named) !== found.message) {
      said.set(named, found.message);
      log.warn(
        { registry },
        `${found.message}: mirror ${registry} is not asked, and what only it has gets no verdict`,
      );
    }
    return found;
  };

  return {
    find(endpoints, reference, options, credentials) {
      const found = files.endpoints(reference, options, credentials);
      return found === undefined &&
        endpoints.every(({ registry, files }) => registry === reference.registry && files === undefined)
        ? { asked: endpoints, unasked: NONE }
        : readAll(endpoints, reference, found, options, credentials);
    },
  };

  /** None where nodes do not ask for it there, which is said among all that they ask. */
  async function endpointsOf(...asked: Parameters<NodeFiles["endpoints"]>) {
    try {
      return await files.endpoints(...asked);
    } catch (error) {
      if (error instanceof RefusedByFilesError) {
        return [];
      }
      throw error;
    }
  }

  async function readAll<E extends Endpoint>(
    endpoints: readonly E[],
    reference: ImageReference,
    theirs: ReturnType<NodeFiles["endpoints"]>,
    options: { signal: AbortSignal },
    credentials: readonly Pick<Credential, "username">[],
  ): Promise<NodeEndpoints<E>> {
    const found = await theirs;
    const { shortName, ...last } = reference;
    const ofLast = shortName === undefined ? found : await endpointsOf(last, options, credentials);
    const before =
      shortName === undefined || found === undefined
        ? []
        : withoutLast(found, ofLast ?? [originEndpoint(last)]);
    // Of the registries in which a name is looked for, configuration knows the last, as it was when the name was read.
    const all: (E | Endpoint | UnaskedEndpoint)[] =
      before === undefined
        ? [...(found ?? [])]
        : [
            ...before,
            ...endpoints.flatMap((endpoint): readonly (E | Endpoint | UnaskedEndpoint)[] =>
              isOrigin(endpoint, reference)
                ? (ofLast ?? [endpoint])
                : [files.complete?.(endpoint, reference, credentials) ?? endpoint],
            ),
          ];
    const asked: (E | Endpoint)[] = [];
    const unasked: UnaskedEndpoint[] = [];
    for (const endpoint of all) {
      if ("result" in endpoint) {
        unasked.push(endpoint);
      } else if (insidePod && endpoint.registry !== reference.registry && isLoopback(endpoint.registry)) {
        const message = `${endpoint.registry} is on the node itself and was not asked`;
        unasked.push({ ...endpoint, result: "node_local", message });
      } else if (endpoint.files === undefined) {
        asked.push(endpoint);
      } else {
        const access = await read(endpoint.files, endpoint);
        options.signal.throwIfAborted();
        if (access instanceof Error) {
          const message = `${endpoint.registry} was not asked: ${access.message}`;
          const isRefused = access instanceof NodeFileError && endpoint.files.nodeRoot !== undefined;
          unasked.push({ ...endpoint, result: isRefused ? "refused" : "node_file_unreadable", message });
        } else {
          asked.push({ ...endpoint, access });
        }
      }
    }
    return { asked, unasked };
  }
}
