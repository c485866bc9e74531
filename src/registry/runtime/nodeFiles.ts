import type { AuthFile } from "../../credentials/authFile.ts";
import type { Credential } from "../../credentials/credential.ts";
import type { Endpoint, EndpointTls } from "../../image/endpoint.ts";
import type { ImageReference, ParsedReference } from "../../image/reference.ts";
import type { CheckEndpoint } from "../registryCheck.ts";
import type { RegistriesConf } from "./registriesConf.ts";

/** Paths of a node's files as far as they say where to ask; empty for none. */
export interface NodeFilePaths {
  /** containerd's `config_path`. */
  readonly hostsDir: string;
  /** The `registries.yaml` of k3s or RKE2. */
  readonly registriesYaml: string;
  /** Whether k3s keeps from asking registries themselves that have mirrors there. */
  readonly disableDefaultRegistryEndpoint: boolean;
  /** CRI-O's registries.conf; a folder `registries.conf.d` beside it counts, too. */
  readonly registriesConf: string;
  /** CRI-O's `certs.d`. */
  readonly certsDir: string;
  /** CRI-O's `global_auth_file`. */
  readonly runtimeAuthFile: string;
  /** CRI-O's `short_name_mode`. */
  readonly shortNameMode: "enforcing" | "disabled";
  /** What stands for the root of its file system, below which absolute paths in these files are looked for. */
  readonly root: string;
}

/** What a cluster's objects say of its nodes, in the place of their files. */
export interface ClusterFiles {
  /** Instead of a registries.conf; an error is one of NodeFileError and UnreadableFileError. */
  conf(): RegistriesConf | Error;
  /** Authorities that are trusted for a registry besides the system's; undefined where there are none. */
  authorities(registry: string): EndpointTls | undefined;
  /** Hosts that nodes find by the cluster's name server. */
  readonly names: readonly string[];
  /** The runtime's own auth file, or why it cannot be used; a text says why it is not known. */
  auth(): AuthFile | Error | string;
}

/** Where nodes ask for an image, as their runtime and its files say. */
export interface NodeFiles {
  /** Hosts that nodes find by the cluster's name server, in lower case. */
  readonly clusterNames?: readonly string[] | undefined;
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
   * @param credentials those of the image's name
   * @returns rejects with NodeFileError, or `signal.reason`
   * @throws NodeFileError
   */
  endpoints(
    reference: ImageReference,
    options: { signal: AbortSignal },
    credentials: readonly Pick<Credential, "username">[],
  ):
    | Promise<readonly (CheckEndpoint | UnaskedEndpoint)[] | undefined>
    | readonly (CheckEndpoint | UnaskedEndpoint)[]
    | undefined;
  /** What the files have for a mirror that configuration names; where it is missing, nothing. */
  complete?(
    mirror: CheckEndpoint,
    reference: ImageReference,
    credentials: readonly Pick<Credential, "username">[],
  ): CheckEndpoint | UnaskedEndpoint;
}

/** A file without which a node cannot pull from a registry at all; the message is one line. */
export class NodeFileError extends Error {
  override readonly name = "NodeFileError";
}

/** Files that could be read say that nodes do not pull what is asked for, from anywhere. */
export class RefusedByFilesError extends NodeFileError {}

/** An endpoint that only nodes can ask, or that they do not ask either: `refused`. */
export interface UnaskedEndpoint extends Endpoint {
  /** What it means for an image that no other endpoint has. */
  readonly result: "node_file_unreadable" | "node_local" | "refused";
  /** Why it is not asked, in one line. */
  readonly message: string;
  /** It stands for all that the files may have, as they could not be read. */
  readonly others?: true;
}
