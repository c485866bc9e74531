import type { Endpoint } from "../../image/endpoint.ts";
import type { ImageReference } from "../../image/reference.ts";
import { isLoopback } from "../../image/usableHost.ts";
import type { NodeFiles, UnaskedEndpoint } from "./nodeFiles.ts";

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
   * @returns rejects with NodeFileError, or `signal.reason`
   */
  find<E extends Endpoint>(
    endpoints: readonly E[],
    reference: ImageReference,
    options: { signal: AbortSignal },
  ): Promise<NodeEndpoints<E>>;
}

/**
 * @param files where nodes ask, as theirs say
 * @param insidePod seen from there, a mirror on a loopback address is the node's own
 */
export function openNodeEndpoints({
  files,
  insidePod,
}: {
  files: Pick<NodeFiles, "endpoints">;
  insidePod: boolean;
}): NodeEndpointFinder {
  return {
    async find<E extends Endpoint>(
      endpoints: readonly E[],
      reference: ImageReference,
      options: { signal: AbortSignal },
    ) {
      const found = await files.endpoints(reference, options);
      const all: readonly (E | Endpoint | UnaskedEndpoint)[] =
        found === undefined
          ? endpoints
          : endpoints.flatMap((endpoint): readonly (E | Endpoint | UnaskedEndpoint)[] =>
              endpoint.registry === reference.registry ? found : [endpoint],
            );
      const asked: (E | Endpoint)[] = [];
      const unasked: UnaskedEndpoint[] = [];
      for (const endpoint of all) {
        if ("result" in endpoint) {
          unasked.push(endpoint);
        } else if (insidePod && endpoint.registry !== reference.registry && isLoopback(endpoint.registry)) {
          const message = `${endpoint.registry} is on the node itself and was not asked`;
          unasked.push({ ...endpoint, result: "node_local", message });
        } else {
          asked.push(endpoint);
        }
      }
      return { asked, unasked };
    },
  };
}
