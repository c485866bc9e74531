import { BoundedMap } from "../collections/boundedMap.ts";
import type { CheckOutcome } from "../image/outcome.ts";
import type { Logger } from "../log/logger.ts";
import { isInsidePod } from "../network/isInsidePod.ts";
import { readProxyEnvironment } from "../network/proxyEnvironment.ts";
import type { Clock } from "../time/clock.ts";
import { createAddressGuard } from "./addressGuard.ts";
import { createAuthenticator } from "./authenticator.ts";
import { createConnections } from "./connections.ts";
import { oneLine } from "./errorBody.ts";
import type { ResolveAll } from "./guardedLookup.ts";
import { createHostSettings, type HostSettings } from "./hostSettings.ts";
import { checkImage, fetchManifest, type ImageCheckTools, inspect, registriesAsked } from "./imageCheck.ts";
import type { Inspection, InspectionTools } from "./imageInspection.ts";
import { lookUpManifest, type ManifestLookup, type ManifestRequest } from "./manifestLookup.ts";
import { weightOf } from "./manifestParts.ts";
import { createNameResolver, type NameResolverOptions } from "./nameResolver.ts";
import { lookAtOrigin, OriginChecks } from "./originChecks.ts";
import { type ManifestPull, pullManifests } from "./pullManifests.ts";
import type { CheckOptions, CheckRequest, RegistryCheck } from "./registryCheck.ts";
import { createRegistryHosts, type Destination } from "./registryHost.ts";
import type { RegistryOptions } from "./registryOptions.ts";
import { createRequester, type RequestObserver } from "./requester.ts";
import type { RequestGate } from "./requestGate.ts";
import { containerd } from "./runtime/containerd.ts";
import { openNodeEndpoints } from "./runtime/nodeEndpoints.ts";
import type { NodeFilePaths, NodeFiles } from "./runtime/nodeFiles.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { createTokenService } from "./tokenService.ts";
import { createTransport } from "./transport.ts";
import { createTrustStore } from "./trustStore.ts";
import type { VerifiedContent } from "./verifiedContent.ts";

/** Asks registries; owns connections and tokens. */
export interface RegistryClient extends RegistryCheck {
  /**
   * Looks up, without a request, which registries an image would be asked for at now, in turn.
   *
   * @returns none where that is not known; rejects only with `signal.reason`
   */
  registriesAsked(
    request: CheckRequest,
    options: { readonly signal: AbortSignal },
  ): Promise<readonly string[]>;
  /** See `lookUpManifest`. */
  lookUp(request: ManifestRequest, options: { signal: AbortSignal }): Promise<ManifestLookup>;
  /**
   * Fetches the manifest of a reference with a digest.
   *
   * @returns why it cannot be had, where that is so; rejects only with `signal.reason`
   */
  manifest(request: CheckRequest, options: PatientOptions): Promise<Buffer | CheckOutcome>;
  /** See `pullManifests`; that a registry cannot be reached for it is no news to the budgets. */
  pull(request: ManifestPull, options: { signal: AbortSignal }): Promise<CheckOutcome>;
  /**
   * Looks into an image that is there: see `inspectImage`.
   *
   * @returns `available` where all of it is there; rejects only with `signal.reason`
   */
  inspect(inspection: Inspection, options: PatientOptions): Promise<CheckOutcome>;
  /** Ends all connections. Checks still under way reject with an AbortError. */
  close(): Promise<void>;
}

/** For what is in no hurry. */
export interface PatientOptions {
  readonly signal: AbortSignal;
  /** Waits until a host may be asked for one thing more; rejects as `signal` says. Absent: at once. */
  readonly turn?: NonNullable<ImageCheckTools["turn"]>;
}

/**
 * Content never changes: what is known of a manifest is kept for good, as long as there is room. Digests that it refers to, of
 * all manifests, platforms counted as two more: some 60 MB, or what 16,000 images of two platforms and ten layers have.
 */
const MAX_PARTS = 512 * 1_024;

/**
 * @param runtime whose pulls are foretold
 * @param digests whether checks tell where tags lead to
 * @param verify whether the manifest that a tag leads to is asked for, too
 * @param origins whether registries are asked besides the mirrors that have their images, as no node does
 * @param files where nodes ask, as theirs say
 * @param env where `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are read from, once
 * @param observer told of every HTTP request
 * @param userAgent value of the header `User-Agent`
 * @param maxSockets how many requests may be under way at once
 * @param insidePod whether nodes would ask another machine where we would ask ourselves
 * @param resolve how names are resolved, where a test says so
 * @param naming default: as the machine has it
 * @throws CaFileError, ProxyVariableError, TypeError (a network that is none), each with one line that says what is wrong
 */
export function createRegistryClient({
  options,
  gate,
  clock,
  log,
  observer,
  userAgent,
  runtime = containerd,
  verify = "manifest",
  origins = true,
  digests = false,
  files = runtime.openFiles(NO_FILES, { clock, log }),
  env = process.env,
  resolve,
  naming,
  maxSockets = Number.POSITIVE_INFINITY,
  insidePod = false,
}: {
  options: RegistryOptions;
  gate: RequestGate;
  clock: Clock;
  log: Logger;
  observer: RequestObserver;
  userAgent: string;
  runtime?: Runtime;
  verify?: "reference" | "manifest" | "platform" | "content";
  origins?: boolean;
  digests?: boolean;
  files?: Pick<NodeFiles, "endpoints" | "clusterNames">;
  env?: Readonly<Record<string, string | undefined>>;
  resolve?: ResolveAll;
  naming?: NameResolverOptions;
  maxSockets?: number;
  insidePod?: boolean;
}): RegistryClient {
  const lifetime = new AbortController();
  const settings = createHostSettings(options);
  const hostCaFiles = Object.values(options.hosts).flatMap(({ caFile }) =>
    caFile === undefined ? [] : [caFile],
  );
  const trust = createTrustStore({
    caFiles: options.caFiles,
    hostCaFiles,
    clock,
    log,
    signal: lifetime.signal,
  });
  const guard = createAddressGuard(options.allowedNetworks, { insidePod });
  const names = createNameResolver({ ...naming, clusterNames: files.clusterNames });
  const connections = createConnections({
    guard,
    trust,
    proxies: readProxyEnvironment(env),
    resolve: resolve ?? names.resolve,
    clock,
  });
  const transport = createTransport({ connections, clock, maxSockets });
  // Runtimes speak to token services, and to hosts that redirects lead to, as they do to the registry.
  const settingsOf = (host: string, near: HostSettings) =>
    settings.names(host) ? settings.settingsOf(host) : near;
  const requester = createRequester({ transport, gate, clock, observer, settingsOf, userAgent, log });
  const authenticator = createAuthenticator({
    tokens: createTokenService(requester, runtime),
    gate,
    clock,
    lifetime: lifetime.signal,
    settingsOf: (host, near) => settingsOf(host, near.settings),
  });
  const verified: VerifiedContent | undefined = verify === "reference" ? undefined : new WeakMap();
  const nodeEndpoints = openNodeEndpoints({
    files,
    insidePod: isInsidePod(env),
    clock,
    log,
  });
  const hosts = createRegistryHosts({ settings, clock });
  const originChecks = origins === true ? new OriginChecks({ clock, gate }) : undefined;
  const besides = createRequester({
    transport,
    gate: {
      admit: (...asked) => gate.admit(...asked),
      reserve: (host) => gate.reserve(host),
      isPaused: (host) => gate.isPaused(host),
      turn: (...asked) => gate.turn(...asked),
      tokenTurn: (...asked) => gate.tokenTurn(...asked),
      settle(host, end, ...whose) {
        // That a registry is away is no news where no image needs it.
        if (end.kind === "answered") {
          gate.settle(host, end, ...whose);
        }
      },
    },
    clock,
    observer,
    settingsOf,
    userAgent,
    log,
  });

  const answers = async (destination: Destination, signal: AbortSignal): Promise<boolean> => {
    const reply = await requester.ask(
      {
        destination,
        method: "GET",
        path: "/v2/",
        accept: "*/*",
        maxBytes: MAX_PROBE_BYTES,
        party: "",
        gated: false,
      },
      { signal },
    );
    return (
      reply.kind === "answered" || (reply.kind === "failed" && reply.failure.failureClass === "redirect")
    );
  };

  const tools: ImageCheckTools = {
    requester,
    authenticator,
    runtime,
    gate,
    clock,
    hosts,
    nodeEndpoints,
    verified,
    digests,
    ...(originChecks !== undefined && {
      askOrigin: (request, endpoints, asked) =>
        lookAtOrigin(request, endpoints, asked, { origins: originChecks, requester: besides, tools }),
    }),
  };
  const parts: InspectionTools["parts"] = new BoundedMap(MAX_PARTS, weightOf);
  async function guarded<T>(
    ask: (request: CheckRequest, tools: ImageCheckTools, options: CheckOptions) => Promise<T>,
    request: CheckRequest,
    asked: CheckOptions,
  ): Promise<T | CheckOutcome> {
    const { signal } = asked;
    signal.throwIfAborted();
    lifetime.signal.throwIfAborted();
    try {
      const answer = await ask(request, tools, asked);
      lifetime.signal.throwIfAborted();
      return cutMessage(answer);
    } catch (error) {
      signal.throwIfAborted();
      lifetime.signal.throwIfAborted();
      return { result: "unknown_error", message: oneLine(String(error)) };
    }
  }

  return {
    check: (request, asked) => guarded(checkImage, request, asked),
    async registriesAsked(request, asked) {
      const found = await guarded(registriesAsked, request, asked);
      return "result" in found ? [] : found;
    },
    manifest: (request, { signal, turn }) =>
      guarded(() => fetchManifest(request, { ...tools, ...(turn && { turn }) }, { signal }), request, {
        signal,
      }),
    pull: (pull, asked) =>
      guarded(() => pullManifests(pull, { ...tools, ...asked, requester: besides }), pull, asked),
    inspect: (inspection, { signal, turn }) =>
      guarded(
        // The check before has looked at the registry itself.
        () =>
          inspect(
            inspection,
            { ...withoutOrigins(tools), parts, content: verify === "content", ...(turn && { turn }) },
            { signal },
          ),
        inspection,
        { signal },
      ),
    lookUp: (request, asked) =>
      lookUpManifest(request, { requester, authenticator, runtime, clock, hosts }, asked),
    async probe(registry, { signal }) {
      // Side by side: each may take all the time that it has.
      const isUp = await anyOf(hosts.ofBudget(registry).map((host) => answers(host, signal)));
      signal.throwIfAborted();
      if (isUp) {
        return true;
      }
      const service = authenticator.tokenServiceOf(registry);
      return service !== undefined && (await answers(service, signal));
    },
    async close() {
      lifetime.abort();
      names.close();
      await transport.close();
    },
  };
}

/** Whether any of them is true, as soon as one is. Never rejects. */
async function anyOf(asked: readonly Promise<boolean>[]): Promise<boolean> {
  const yes = asked.map(async (one) => (await one) || Promise.reject(new Error("it does not")));
  return await Promise.any(yes).catch(() => false);
}

function withoutOrigins({ askOrigin: _, ...tools }: ImageCheckTools): ImageCheckTools {
  return tools;
}

const NO_FILES: NodeFilePaths = {
  hostsDir: "",
  registriesYaml: "",
  disableDefaultRegistryEndpoint: false,
  root: "",
  registriesConf: "",
  certsDir: "",
  runtimeAuthFile: "",
  shortNameMode: "enforcing",
};
const MAX_PROBE_BYTES = 64 * 1024;

/** Of each endpoint its URL, and what it said; kept for each image as long as it fails, and shown in logs and pages. */
const MAX_MESSAGE_LENGTH = 4 * 1024;

function cutMessage<T>(answer: T | CheckOutcome): T | CheckOutcome {
  const isLong =
    typeof answer === "object" &&
    answer !== null &&
    "message" in answer &&
    answer.message.length > MAX_MESSAGE_LENGTH;
  return isLong ? { ...answer, message: `${answer.message.slice(0, MAX_MESSAGE_LENGTH)}…` } : answer;
}
