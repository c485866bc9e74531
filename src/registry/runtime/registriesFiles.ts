import { readdirSync } from "node:fs";
import { join } from "node:path";
import { BoundedMap } from "../../collections/boundedMap.ts";
import { AuthFile, AuthFileError } from "../../credentials/authFile.ts";
import type { Credential } from "../../credentials/credential.ts";
import { fileProblem } from "../../files/fileProblem.ts";
import { readFileNow } from "../../files/readFileNow.ts";
import { type Endpoint, type EndpointFiles, identified, originEndpoint } from "../../image/endpoint.ts";
import {
  formatReference,
  type ImageReference,
  parseReference,
  repositoryName,
} from "../../image/reference.ts";
import { isLoopback } from "../../image/usableHost.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import type { CheckEndpoint } from "../registryCheck.ts";
import { UnreadableFileError } from "./endpointFiles.ts";
import { NodeFileError, type NodeFilePaths, type NodeFiles, type UnaskedEndpoint } from "./nodeFiles.ts";
import {
  findRegistry,
  joinRegistriesConf,
  parseRegistriesConf,
  type RegistriesConf,
  RegistriesConfError,
  type RegistryEntry,
} from "./registriesConf.ts";
import { readShortName } from "./shortName.ts";

/** A mounted file takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;
/** More registries than a cluster uses. */
const MAX_REGISTRIES = 1_000;
/** One for all: certificates are read once for each. */
const NOTHING: RegistriesConf = { registries: new Map(), search: undefined, aliases: new Map() };

type Paths = Pick<NodeFilePaths, "registriesConf" | "certsDir" | "runtimeAuthFile">;

/**
 * Follows what CRI-O goes by: `registries.conf` with the folder `registries.conf.d` beside it, a folder `certs.d`, and the
 * auth file. Each problem is said once, in a line that tells what a node does then. Files are looked at again every few
 * seconds; what a name without a registry stands for is read when the name is.
 */
export function openRegistriesFiles(
  { registriesConf, certsDir, runtimeAuthFile }: Paths,
  { clock, log }: { clock: Clock; log: Logger },
): NodeFiles {
  const said = new BoundedMap<string, string>(MAX_REGISTRIES);
  const kept = <T>(path: string, read: () => T) => {
    let until = Number.NEGATIVE_INFINITY;
    let value: T | NodeFileError | UnreadableFileError;
    return (): T | NodeFileError | UnreadableFileError => {
      if (clock.monotonic() >= until) {
        value = attempt(read);
        until = clock.monotonic() + LOOK_EVERY_MS;
        const problem = value instanceof Error ? value.message : "";
        if (problem !== (said.get(path) ?? "")) {
          said.set(path, problem);
          if (problem !== "") {
            log.warn({ path }, problem);
          }
        }
      }
      return value;
    };
  };
  const conf = kept(registriesConf, () => (registriesConf === "" ? NOTHING : readConf(registriesConf)));
  const auth = kept(runtimeAuthFile, () => readAuth(runtimeAuthFile));
  const certificates = new BoundedMap<string, () => EndpointFiles | undefined | Error>(MAX_REGISTRIES);
  const certificatesOf = (registry: string) => {
    let look = certificates.get(registry);
    if (look === undefined) {
      let last: { readonly text: string; readonly files: EndpointFiles | undefined } | undefined;
      look = kept(join(certsDir, registry), () => {
        const files = certsDir === "" ? undefined : readCertificates(join(certsDir, registry));
        const text = JSON.stringify(files ?? "");
        // The same for what has not changed.
        last = last?.text === text ? last : { text, files };
        return last.files;
      });
      certificates.set(registry, look);
    }
    return look();
  };

  const complete = (
    endpoint: CheckEndpoint,
    reference: ImageReference,
    isAnonymous: boolean,
  ): CheckEndpoint | UnaskedEndpoint => {
    const { registry } = endpoint;
    const files = certificatesOf(registry);
    const isOwn = registry === reference.registry;
    const isTheirs = endpoint.credentials === "same-domain" || isOwn;
    const own = !isTheirs || (isOwn && !isAnonymous) ? undefined : ownCredentials(endpoint);
    const problem = files instanceof Error ? files : own instanceof Error ? own : undefined;
    if (problem !== undefined) {
      return unasked(endpoint, problem);
    }
    return {
      ...endpoint,
      // What configuration says of a mirror comes first.
      ...(files === undefined || files instanceof Error || endpoint.files !== undefined ? {} : { files }),
      ...(own === undefined || own instanceof Error ? {} : { own }),
    };
  };
  const ownCredentials = (endpoint: CheckEndpoint): readonly Credential[] | Error => {
    if (runtimeAuthFile === "") {
      return endpoint.own ?? [];
    }
    const file = auth();
    if (file instanceof Error) {
      return file;
    }
    try {
      const found = file.find(repositoryName(endpoint));
      return "helper" in found
        ? new UnreadableFileError(
            `${runtimeAuthFile} names the credential helper ${JSON.stringify(found.helper)} for ${endpoint.registry}, which is not run here`,
          )
        : found.credential === undefined
          ? []
          : [found.credential];
    } catch (error) {
      return new NodeFileError(`${runtimeAuthFile} cannot be used: ${(error as Error).message}`);
    }
  };

  return {
    readName(text, options) {
      const known = registriesConf === "" ? undefined : conf();
      return known === undefined || known instanceof Error
        ? parseReference(text, options)
        : readShortName(text, known);
    },
    complete: (mirror, reference, credentials) =>
      certsDir + runtimeAuthFile === "" ? mirror : complete(mirror, reference, credentials.every(isNobody)),
    endpoints(reference, _, credentials) {
      if (reference.unresolved !== undefined) {
        throw new NodeFileError(reference.unresolved);
      }
      const known = conf();
      if (known instanceof NodeFileError) {
        throw known;
      }
      if (known instanceof Error) {
        return [unasked(originEndpoint(reference), known)];
      }
      const isAnonymous = credentials.every(isNobody);
      const found = findRegistry(known, repositoryName(reference));
      if (found === undefined && certsDir === "" && (runtimeAuthFile === "" || !isAnonymous)) {
        return undefined;
      }
      const places = found === undefined ? [originEndpoint(reference)] : placesOf(reference, found);
      const all = places.map((place) => {
        const entry = findRegistry(known, repositoryName(place))?.entry;
        return entry?.blocked === true
          ? unasked(
              place,
              new NodeFileError(`${place.registry} is blocked by ${entry.prefix} in registries.conf`),
            )
          : complete(place, reference, isAnonymous);
      });
      const refused = all.filter(
        (one): one is UnaskedEndpoint => "result" in one && one.result === "refused",
      );
      if (refused.length === all.length) {
        throw new NodeFileError(refused.map(({ message }) => message).join("; "));
      }
      return all;
    },
  };
}

function isNobody({ username }: Pick<Credential, "username">): boolean {
  return username === "";
}

/** Mirrors in order, then what takes the place of the image's own registry. */
function placesOf(
  reference: ImageReference,
  { entry, end }: { readonly entry: RegistryEntry; readonly end: number },
): readonly Endpoint[] {
  const isPinned = reference.digest !== undefined;
  const mirrors = entry.mirrors.filter(
    ({ pulls }) => pulls === "all" || (pulls === "digest-only") === isPinned,
  );
  const { tag: _, ...pinned } = reference;
  const name = formatReference(isPinned ? pinned : reference);
  return [...mirrors, { ...entry, namespace: "" }].map(({ location, insecure, namespace }) => {
    const text = location === "" ? name : location + name.slice(end);
    const parsed = parseReference(text);
    if (!parsed.ok || formatReference(parsed.reference) !== text) {
      throw new NodeFileError(
        `registries.conf leads from ${name} to ${text}, which is no whole name of an image`,
      );
    }
    const { registry, repository } = parsed.reference;
    const isOwn = registry === reference.registry;
    // CRI-O has 127.0.0.0/8 among its insecure registries.
    const isInsecure = insecure || isLoopback(reference.registry);
    const access = isInsecure
      ? ({ scheme: "either", skipVerify: true } as const)
      : isOwn
        ? undefined
        : ({ scheme: "https", skipVerify: false } as const);
    return {
      ...originEndpoint({ registry, repository }),
      credentials: isOwn ? "reference" : "same-domain",
      ...(access && { access: identified({ headers: [], ...access }) }),
      ...(namespace === "" ? {} : { namespace }),
    };
  });
}

function unasked(endpoint: Endpoint, problem: Error): UnaskedEndpoint {
  const result = problem instanceof UnreadableFileError ? "node_file_unreadable" : "refused";
  return { ...endpoint, result, message: `${endpoint.registry} was not asked: ${problem.message}` };
}

function attempt<T>(read: () => T): T | NodeFileError | UnreadableFileError {
  try {
    return read();
  } catch (error) {
    if (error instanceof NodeFileError || error instanceof UnreadableFileError) {
      return error;
    }
    throw error;
  }
}

/** @throws UnreadableFileError, NodeFileError */
function readConf(path: string): RegistriesConf {
  return joinRegistriesConf(
    [path, ...filesIn(`${path}.d`).filter((name) => name.endsWith(".conf"))].map(readOne),
  );
}

function readOne(path: string): RegistriesConf {
  const file = readFileNow(path);
  if (!file.ok) {
    throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
  }
  try {
    return parseRegistriesConf(file.text);
  } catch (error) {
    if (error instanceof RegistriesConfError) {
      throw new NodeFileError(`${path} cannot be used: ${error.message}. A node pulls nothing so`);
    }
    throw error;
  }
}

/** Paths in lexical order; none where there is no such folder. */
function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((one) => !one.isDirectory())
      .map(({ name }) => name)
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return [];
    }
    throw new UnreadableFileError(`Cannot read ${folder}: ${fileProblem(error)}`);
  }
}

/** `*.crt` are authorities, `*.cert` with `*.key` client certificates. */
function readCertificates(folder: string): EndpointFiles | undefined {
  const paths = filesIn(folder);
  const ca = paths.filter((path) => path.endsWith(".crt"));
  const bases = paths.flatMap((path) => /^(.*)\.(?:cert|key)$/.exec(path)?.[1] ?? []);
  const client = [...new Set(bases)].map((base) => [`${base}.cert`, `${base}.key`] as const);
  return ca.length + client.length === 0
    ? undefined
    : { ca: ca.length === 0 ? undefined : ca, client: client.length === 0 ? undefined : client };
}

/** @throws UnreadableFileError, NodeFileError */
function readAuth(path: string): AuthFile {
  const file = readFileNow(path);
  if (!file.ok) {
    throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
  }
  try {
    return new AuthFile(file.text);
  } catch (error) {
    if (error instanceof AuthFileError) {
      throw new NodeFileError(`${path} cannot be used: ${error.message}`);
    }
    throw error;
  }
}
