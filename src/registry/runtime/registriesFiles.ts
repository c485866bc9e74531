import { readdirSync } from "node:fs";
import { join } from "node:path";
import { BoundedMap } from "../../collections/boundedMap.ts";
import { AuthFile, AuthFileError } from "../../credentials/authFile.ts";
import type { Credential } from "../../credentials/credential.ts";
import { fileProblem } from "../../files/fileProblem.ts";
import { readFileNow } from "../../files/readFileNow.ts";
import { type Endpoint, type EndpointFiles, identified, originEndpoint } from "../../image/endpoint.ts";
import { type ImageReference, parseReference, repositoryName } from "../../image/reference.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import type { CheckEndpoint } from "../registryCheck.ts";
import { UnreadableFileError } from "./endpointFiles.ts";
import { policyProblem } from "./imagePolicy.ts";
import {
  type ClusterFiles,
  NodeFileError,
  type NodeFilePaths,
  type NodeFiles,
  type UnaskedEndpoint,
} from "./nodeFiles.ts";
import {
  findRegistry,
  joinRegistriesConf,
  parseRegistriesConf,
  type RegistriesConf,
  RegistriesConfError,
} from "./registriesConf.ts";
import { registryPlaces } from "./registryPlaces.ts";
import { candidates, readShortName } from "./shortName.ts";

/** A mounted file takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;
/** More registries than a cluster uses. */
const MAX_REGISTRIES = 1_000;
/** One for all: certificates are read once for each. */
const NOTHING: RegistriesConf = { registries: new Map(), search: undefined, aliases: new Map() };

type Paths = Pick<
  NodeFilePaths,
  "registriesConf" | "certsDir" | "runtimeAuthFile" | "shortNameMode" | "root"
>;

const CONF_FILE = "registries.conf";

/**
 * Follows what CRI-O goes by, as files say it, or objects of the cluster: `registries.conf` with the folder `registries.conf.d` beside it, a folder `certs.d`, and the
 * auth file. Each problem is said once, in a line that tells what a node does then. Files are looked at again every few
 * seconds; what a name without a registry stands for is read when the name is.
 */
export function openRegistriesFiles(
  { registriesConf, certsDir, runtimeAuthFile, shortNameMode, root }: Paths,
  { clock, log, cluster }: { clock: Clock; log: Logger; cluster?: ClusterFiles | undefined },
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
  const conf =
    cluster === undefined
      ? kept(registriesConf, () => (registriesConf === "" ? NOTHING : searching(readConf(registriesConf))))
      : () => cluster.conf();
  const searching = (known: RegistriesConf): RegistriesConf =>
    shortNameMode === "disabled" ? { ...known, searchesAll: true } : known;
  const auth =
    runtimeAuthFile === "" ? () => cluster?.auth() : kept(runtimeAuthFile, () => readAuth(runtimeAuthFile));
  const authName = runtimeAuthFile || "the nodes' auth file";
  const namesNothing = cluster === undefined && certsDir + runtimeAuthFile === "";
  const certificates = new BoundedMap<string, () => EndpointFiles | undefined | Error>(MAX_REGISTRIES);
  const certificatesOf = (registry: string) => {
    let look = certificates.get(registry);
    if (look === undefined) {
      let last: { readonly text: string; readonly files: EndpointFiles | undefined } | undefined;
      look = kept(join(certsDir, registry), () => {
        const files = certsDir === "" ? undefined : readCertificates(join(certsDir, registry), root);
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
    const tls = files === undefined ? cluster?.authorities(registry) : undefined;
    return {
      ...endpoint,
      ...(tls && { access: identified({ headers: [], tls, ...endpoint.access }) }),
      // What configuration says of a mirror comes first.
      ...(files === undefined || files instanceof Error || endpoint.files !== undefined ? {} : { files }),
      ...(own instanceof Error ? {} : own),
    };
  };
  const ownCredentials = (
    endpoint: CheckEndpoint,
  ): { readonly own: readonly Credential[]; readonly unknown?: string } | Error => {
    const file = auth();
    if (file === undefined || typeof file === "string") {
      return { own: endpoint.own ?? [], ...(file !== undefined && { unknown: file }) };
    }
    if (file instanceof Error) {
      return file;
    }
    try {
      const found = file.find(repositoryName(endpoint));
      return "helper" in found
        ? new UnreadableFileError(
            `${authName} names the credential helper ${JSON.stringify(found.helper)} for ${endpoint.registry}, which is not run here`,
          )
        : { own: found.credential === undefined ? [] : [found.credential] };
    } catch (error) {
      return new NodeFileError(`${authName} cannot be used: ${(error as Error).message}`);
    }
  };

  const endpointsOf = (reference: ImageReference, known: RegistriesConf, isAnonymous: boolean) => {
    const { policy, source = CONF_FILE } = known;
    const problem = policy && policyProblem(policy, reference);
    if (problem !== undefined) {
      return [unasked(originEndpoint(reference), new NodeFileError(problem))];
    }
    const found = findRegistry(known, repositoryName(reference));
    const places =
      found === undefined ? [originEndpoint(reference)] : registryPlaces(reference, found, source);
    return places.map((place) => {
      const entry = findRegistry(known, repositoryName(place))?.entry;
      return entry?.blocked === true
        ? unasked(place, new NodeFileError(`${place.registry} is blocked by ${entry.prefix} in ${source}`))
        : complete(place, reference, isAnonymous);
    });
  };

  return {
    readName(text, options) {
      const known = registriesConf === "" && cluster === undefined ? undefined : conf();
      return known === undefined || known instanceof Error
        ? parseReference(text, options)
        : readShortName(text, known);
    },
    complete: (mirror, reference, credentials) =>
      namesNothing ? mirror : complete(mirror, reference, credentials.every(isNobody)),
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
      const isUnnamed = findRegistry(known, repositoryName(reference)) === undefined;
      if (isUnnamed && cluster === undefined && certsDir === "" && (runtimeAuthFile === "" || !isAnonymous)) {
        return undefined;
      }
      const all = candidates(reference, known).flatMap((one) => endpointsOf(one, known, isAnonymous));
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
function readCertificates(folder: string, nodeRoot: string): EndpointFiles | undefined {
  const paths = filesIn(folder);
  const ca = paths.filter((path) => path.endsWith(".crt"));
  const bases = paths.flatMap((path) => /^(.*)\.(?:cert|key)$/.exec(path)?.[1] ?? []);
  const client = [...new Set(bases)].map((base) => [`${base}.cert`, `${base}.key`] as const);
  const missing = client.flat().find((path) => !paths.includes(path));
  if (missing !== undefined) {
    throw new NodeFileError(`there is no ${missing}`);
  }
  return ca.length + client.length === 0
    ? undefined
    : {
        ca: ca.length === 0 ? undefined : ca,
        client: client.length === 0 ? undefined : client,
        nodeRoot,
      };
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
