import {
  type Endpoint,
  type EndpointCredentials,
  type EndpointFiles,
  identified,
  originEndpoint,
} from "./endpoint.ts";
import { type ImageReference, repositoryName } from "./reference.ts";
import { startsWithSegments } from "./startsWithSegments.ts";

/** Images whose name starts with `prefix` (on whole path segments) are asked for elsewhere first. */
export interface MirrorRule {
  /** `docker.io`, `quay.io/team`: compared with normalised names in any letter case. A slash at the end means nothing. */
  readonly prefix: string;
  /** What takes the prefix's place, in the order to be asked. */
  readonly mirrors: readonly (string | MirrorHost)[];
  /** Whether the origin is asked after the mirrors. */
  readonly fallback: boolean;
  /** Which credentials the mirrors get; where it is not said, what the nodes' runtime gives to mirrors. */
  readonly credentials?: EndpointCredentials;
}

/** A mirror, and how it is spoken to. */
export interface MirrorHost {
  /** Registry, optionally with a path. A slash at the end means nothing. */
  readonly mirror: string;
  /** Where it is not said, as any registry of that name. */
  readonly scheme?: "https" | "http";
  /** Where its API begins: `/v2`. */
  readonly path: string;
  readonly capabilities: readonly ("pull" | "resolve")[];
  readonly insecureSkipVerify: boolean;
  /** In milliseconds. */
  readonly dialTimeout?: number;
  /** Paths of PEM files. */
  readonly caFile?: string;
  readonly clientCertFile?: string;
  /** Where it is not said, the certificate's file holds the key. */
  readonly clientKeyFile?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Paths of files that hold headers' values. */
  readonly headerFiles: Readonly<Record<string, string>>;
  /** Where it is not said, what the rule says. */
  readonly credentials?: EndpointCredentials;
}

/** The places a node would ask for an image, in order; the last is the origin, unless a rule says otherwise. */
export type Locator = (reference: ImageReference) => readonly Endpoint[];

/** Reads mirror rules once; of the rules that match an image, the one with the longest prefix counts. */
export function mirrorLocator(
  rules: readonly MirrorRule[],
  { mirrorCredentials }: { readonly mirrorCredentials: EndpointCredentials },
): Locator {
  const longestFirst = rules
    .map(({ prefix, mirrors, fallback, credentials = mirrorCredentials }) => ({
      prefix: trimSlashes(prefix).toLowerCase(),
      mirrors: mirrors.map((mirror) => readMirror(mirror, credentials)),
      fallback,
    }))
    .toSorted((a, b) => b.prefix.length - a.prefix.length);
  return (reference) => {
    const origin = originEndpoint(reference);
    if (longestFirst.length === 0) {
      return [origin];
    }
    const name = repositoryName(reference).toLowerCase();
    const rule = longestFirst.find(({ prefix }) => startsWithSegments(name, prefix));
    if (rule === undefined) {
      return [origin];
    }
    const mirrored = rule.mirrors.flatMap((mirror) => mirrorEndpoint(mirror, rule.prefix, reference));
    return rule.fallback || mirrored.length === 0 ? [...mirrored, origin] : mirrored;
  };
}

function trimSlashes(text: string): string {
  return text.replace(/\/+$/, "");
}

interface Mirror extends Omit<Endpoint, "registry" | "repository"> {
  /** Without a slash at the end. */
  readonly name: string;
}

function readMirror(mirror: string | MirrorHost, credentials: EndpointCredentials): Mirror {
  if (typeof mirror === "string") {
    return { name: trimSlashes(mirror), path: "/v2", resolves: true, pulls: true, credentials };
  }
  const { scheme, path, capabilities, insecureSkipVerify: skipVerify, dialTimeout, caFile } = mirror;
  const { clientCertFile: cert, clientKeyFile: key } = mirror;
  const headers = Object.entries(mirror.headers).flatMap(([name, value]) => [name.toLowerCase(), value]);
  const files: EndpointFiles = {
    ...(caFile === undefined ? {} : { ca: [caFile] }),
    ...(cert === undefined ? {} : { client: [[cert, key]] }),
    headers: Object.entries(mirror.headerFiles).map(([name, file]) => [name.toLowerCase(), file]),
  };
  const hasFiles = files.ca !== undefined || files.client !== undefined || files.headers?.length !== 0;
  const isPlain =
    scheme === undefined && !skipVerify && dialTimeout === undefined && headers.length === 0 && !hasFiles;
  return {
    name: trimSlashes(mirror.mirror),
    path,
    ...(isPlain
      ? {}
      : {
          access: identified({
            headers,
            ...(scheme === undefined ? {} : { scheme }),
            ...(skipVerify ? { skipVerify } : {}),
            ...(dialTimeout === undefined ? {} : { dialTimeoutMs: dialTimeout }),
          }),
        }),
    ...(hasFiles ? { files } : {}),
    resolves: capabilities.includes("resolve"),
    pulls: capabilities.includes("pull"),
    credentials: mirror.credentials ?? credentials,
  };
}

/** None where a rule replaces the whole name by a bare host: there is no repository to ask for. */
function mirrorEndpoint(
  { name: mirror, path, ...mirrored }: Mirror,
  prefix: string,
  reference: ImageReference,
): Endpoint[] {
  const name = `${mirror}${repositoryName(reference).slice(prefix.length)}`;
  const slash = name.indexOf("/");
  if (slash < 0) {
    return [];
  }
  const registry = name.slice(0, slash);
  // A mirror of a whole registry serves it below a path; one of a part of it has names of its own.
  const place =
    prefix.length === reference.registry.length
      ? { path: `${path}${mirror.slice(registry.length)}`, repository: reference.repository }
      : { path, repository: name.slice(slash + 1) };
  return [{ ...mirrored, registry, ...place }];
}
