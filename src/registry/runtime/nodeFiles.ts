import type { Endpoint } from "../../image/endpoint.ts";
import type { ImageReference, ParsedReference } from "../../image/reference.ts";

/** Paths of a node's files as far as they say where to ask; empty for none. */
export interface NodeFilePaths {
  /** containerd's `config_path`. */
  readonly hostsDir: string;
}

/** Where nodes ask for an image, as their runtime and its files say. */
export interface NodeFiles {
  /**
   * How a name reads that a pod has.
   *
   * @param defaultRegistry what is configured for names without a registry
   */
  readName(text: string, options: { readonly defaultRegistry: string }): ParsedReference;
  /**
   * The endpoints for a reference, in order; undefined where the files say nothing of it.
   *
   * @returns rejects with NodeFileError, or `signal.reason`
   */
  endpoints(
    reference: ImageReference,
    options: { signal: AbortSignal },
  ): Promise<readonly Endpoint[] | undefined>;
}

/** A file without which a node cannot pull from a registry at all; the message is one line. */
export class NodeFileError extends Error {
  override readonly name = "NodeFileError";
}

/**
 * The endpoints that an image is asked for at: the origin gives way to those that a node's files have for it.
 *
 * @returns rejects with NodeFileError, or `signal.reason`
 */
export async function asFilesSay<E extends Endpoint>(
  files: Pick<NodeFiles, "endpoints">,
  endpoints: readonly E[],
  reference: ImageReference,
  { signal }: { signal: AbortSignal },
): Promise<readonly (E | Endpoint)[]> {
  const found = await files.endpoints(reference, { signal });
  return found === undefined
    ? endpoints
    : endpoints.flatMap((endpoint) => (endpoint.registry === reference.registry ? found : [endpoint]));
}
