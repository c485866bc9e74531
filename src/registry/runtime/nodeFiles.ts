import type { Endpoint } from "../../image/endpoint.ts";
import type { ImageReference, ParsedReference } from "../../image/reference.ts";

/** Paths of a node's files as far as they say where to ask; empty for none. */
export interface NodeFilePaths {
  /** containerd's `config_path`. */
  readonly hostsDir: string;
  /** What stands for the root of its file system, below which absolute paths in these files are looked for. */
  readonly root: string;
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
   * The endpoints for a reference, in order, and those of which a file cannot be read; undefined where the files say
   * nothing of it, at once where there are none.
   *
   * @returns rejects with NodeFileError, or `signal.reason`
   */
  endpoints(
    reference: ImageReference,
    options: { signal: AbortSignal },
  ): Promise<readonly (Endpoint | UnaskedEndpoint)[] | undefined> | undefined;
}

/** A file without which a node cannot pull from a registry at all; the message is one line. */
export class NodeFileError extends Error {
  override readonly name = "NodeFileError";
}

/** An endpoint that only nodes can ask. */
export interface UnaskedEndpoint extends Endpoint {
  /** What it means for an image that no other endpoint has. */
  readonly result: "node_file_unreadable" | "node_local";
  /** Why it is not asked, in one line. */
  readonly message: string;
}
