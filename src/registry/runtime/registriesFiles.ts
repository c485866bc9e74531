import { join } from "node:path";
import { BoundedMap } from "../../collections/boundedMap.ts";
import type { Credential } from "../../credentials/credential.ts";
import { LastChange } from "../../files/lastChange.ts";
import { type Endpoint, type EndpointFiles, identified, originEndpoint } from "../../image/endpoint.ts";
import { type ImageReference, parseReference, repositoryName } from "../../image/reference.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import { delay } from "../../time/delay.ts";
import type { CheckEndpoint } from "../registryCheck.ts";
import { readAuthFile, readCertificates, readRegistriesConf } from "./crioFiles.ts";
import { GOES_ON_CHANGING, UnreadableFileError } from "./endpointFiles.ts";
import { policyProblem } from "./imagePolicy.ts";
import {
  type ClusterFiles,
  NodeFileError,
  type NodeFilePaths,
  type NodeFiles,
  RefusedByFilesError,
  type UnaskedEndpoint,
} from "./nodeFiles.ts";
import { findRegistry, type RegistriesConf } from "./registriesConf.ts";
import { registryPlaces } from "./registryPlaces.ts";
import { candidates, readShortName } from "./shortName.ts";

/** A mounted file takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;
/** How often files are read anew that go on changing, of which nothing is known yet. */
const MAX_READINGS = 10;
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
  /** When what was read while it was being changed, and nothing is known of before, is read again. */
  let settlesAtMs = Number.NEGATIVE_INFINITY;
  const kept = <T>(path: string, read: (change: LastChange) => T) => {
    let until = Number.NEGATIVE_INFINITY;
    let value: T | NodeFileError | UnreadableFileError;
    let readings = 0;
    let change: LastChange | undefined;
    return (): T | NodeFileError | UnreadableFileError => {
      const now = clock.monotonic();
      if (now >= until) {
        const reading = new LastChange(clock, change);
        change = reading;
        const next = attempt(() => read(reading));
        const { restMs } = reading;
        until = now + (restMs || LOOK_EVERY_MS);
        if (restMs > 0 && readings === Number.POSITIVE_INFINITY) {
          // What was known is still in force.
          return value;
        }
        readings = restMs > 0 ? readings + 1 : Number.POSITIVE_INFINITY;
        value = restMs > 0 && readings >= MAX_READINGS ? new UnreadableFileError(GOES_ON_CHANGING) : next;
        if (readings < MAX_READINGS) {
          settlesAtMs = until;
          return value;
        }
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
      ? kept(registriesConf, (change) =>
          registriesConf === "" ? NOTHING : searching(readRegistriesConf(registriesConf, change)),
        )
      : () => cluster.conf();
  const searching = (known: RegistriesConf): RegistriesConf =>
    shortNameMode === "disabled" ? { ...known, searchesAll: true } : known;
  const auth =
    runtimeAuthFile === ""
      ? () => cluster?.auth()
      : kept(runtimeAuthFile, (change) => readAuthFile(runtimeAuthFile, change));
  const authName = runtimeAuthFile || "the nodes' auth file";
  const namesNothing = cluster === undefined && certsDir + runtimeAuthFile === "";
  const certificates = new BoundedMap<string, () => EndpointFiles | undefined | Error>(MAX_REGISTRIES);
  const certificatesOf = (registry: string) => {
    let look = certificates.get(registry);
    if (look === undefined) {
      let last: { readonly text: string; readonly files: EndpointFiles | undefined } | undefined;
      look = kept(join(certsDir, registry), (change) => {
        const folder = join(certsDir, registry);
        const files = certsDir === "" ? undefined : readCertificates(folder, root, change);
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

  const endpointsNow = (reference: ImageReference, credentials: Parameters<NodeFiles["endpoints"]>[2]) => {
    const known = conf();
    if (known instanceof NodeFileError) {
      throw known;
    }
    if (known instanceof Error) {
      return [{ ...unasked(originEndpoint(reference), known), others: true }];
    }
    const meant = candidates(reference, known);
    const [{ unresolved } = reference] = meant;
    if (unresolved !== undefined) {
      throw new RefusedByFilesError(unresolved);
    }
    const isAnonymous = credentials.every(isNobody);
    // Of a name that is looked for in several registries each has to be asked.
    const isUnnamed =
      reference.shortName === undefined && findRegistry(known, repositoryName(reference)) === undefined;
    if (isUnnamed && cluster === undefined && certsDir === "" && (runtimeAuthFile === "" || !isAnonymous)) {
      return undefined;
    }
    const all = meant.flatMap((one) => endpointsOf(one, known, isAnonymous));
    const refused = all.filter((one): one is UnaskedEndpoint => "result" in one && one.result === "refused");
    if (refused.length === all.length) {
      throw new RefusedByFilesError(refused.map(({ message }) => message).join("; "));
    }
    return all;
  };
  const endpoints: NodeFiles["endpoints"] = (reference, options, credentials) => {
    const found = attempt(() => endpointsNow(reference, credentials));
    const restMs = settlesAtMs - clock.monotonic();
    if (restMs > 0) {
      const { signal } = options;
      return delay(restMs, { clock, signal }).then(() => endpoints(reference, options, credentials));
    }
    if (found instanceof Error) {
      throw found;
    }
    return found;
  };

  return {
    clusterNames: cluster?.names,
    readName(text, options) {
      const known = registriesConf === "" && cluster === undefined ? undefined : conf();
      return known === undefined || known instanceof Error
        ? parseReference(text, options)
        : readShortName(text, known);
    },
    complete: (mirror, reference, credentials) =>
      namesNothing ? mirror : complete(mirror, reference, credentials.every(isNobody)),
    endpoints,
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
