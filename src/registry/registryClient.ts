import { lookup } from "node:dns";
import type { Credential } from "../credentials/credential.ts";
import type { Outcome } from "../image/outcome.ts";
import { REASON_RECORDS } from "../image/reasons.ts";
import type { ImageReference } from "../image/reference.ts";
import type { Logger } from "../log/logger.ts";
import { bareHostname } from "../network/hostname.ts";
import { readProxyEnvironment } from "../network/proxyEnvironment.ts";
import type { Clock } from "../time/clock.ts";
import { createAddressGuard } from "./addressGuard.ts";
import { createAuthenticator } from "./authenticator.ts";
import { acrossEndpoints, mostInformative } from "./combineOutcomes.ts";
import { createConnections } from "./connections.ts";
import { oneLine } from "./errorBody.ts";
import type { ResolveAll } from "./guardedLookup.ts";
import { createHostSettings } from "./hostSettings.ts";
import { checkManifest } from "./manifestCheck.ts";
import { ManifestConversation } from "./manifestConversation.ts";
import type { CheckRequest, Endpoint, RegistryCheck } from "./registryCheck.ts";
import { createRegistryHosts, type Destination } from "./registryHost.ts";
import type { RegistryOptions } from "./registryOptions.ts";
import { createRequester, type RequestObserver } from "./requester.ts";
import type { RequestGate } from "./requestGate.ts";
import { createTokenService } from "./tokenService.ts";
import { createTransport } from "./transport.ts";
import { createTrustStore } from "./trustStore.ts";

/** Asks registries; owns connections and tokens. */
export interface RegistryClient extends RegistryCheck {
  /** Ends all connections. Checks still under way reject with an AbortError. */
  close(): Promise<void>;
}

/**
 * @param env where `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` are read from, once
 * @param observer told of every HTTP request
 * @param userAgent value of the header `User-Agent`
 * @param resolve how names are resolved; `dns.lookup` unless a test says otherwise
 * @throws CaFileError, ProxyVariableError, TypeError (a network that is none), each with one line that says what is wrong
 */
export function createRegistryClient({
  options,
  gate,
  clock,
  log,
  observer,
  userAgent,
  env = process.env,
  resolve = lookup,
}: {
  options: RegistryOptions;
  gate: RequestGate;
  clock: Clock;
  log: Logger;
  observer: RequestObserver;
  userAgent: string;
  env?: Readonly<Record<string, string | undefined>>;
  resolve?: ResolveAll;
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
  const guard = createAddressGuard(options.allowedNetworks);
  const connections = createConnections({ guard, trust, proxies: readProxyEnvironment(env), resolve });
  const transport = createTransport({ connections, clock });
  const { settingsOf } = settings;
  const requester = createRequester({ transport, gate, clock, observer, settingsOf, userAgent, log });
  const authenticator = createAuthenticator({
    tokens: createTokenService(requester),
    clock,
    lifetime: lifetime.signal,
    // A token service on another port of the registry's machine shares its TLS settings unless it has its own.
    settingsOf: (host, near) =>
      !settings.names(host) && bareHostname(new URL(`http://${host}`)) === near.hostname
        ? settingsOf(near.name)
        : settingsOf(host),
  });
  const hosts = createRegistryHosts({ settings, clock });

  /** Every credential in turn until one opens the door; without any, anonymously. */
  const checkEndpoint = async (
    endpoint: Endpoint,
    reference: ImageReference,
    signal: AbortSignal,
  ): Promise<Outcome> => {
    const host = hosts.find(endpoint.registry);
    if (host === undefined) {
      return { result: "bad_image_format", message: `"${endpoint.registry}" is no host that can be asked` };
    }
    const version = reference.digest ?? reference.tag ?? "latest";
    const outcomes: Outcome[] = [];
    const credentials: readonly (Credential | undefined)[] =
      endpoint.credentials.length === 0 ? [undefined] : endpoint.credentials;
    for (const credential of credentials) {
      const topic = { host, repository: endpoint.repository, version, credential };
      const conversation = new ManifestConversation(topic, { requester, authenticator, signal });
      const outcome = await checkManifest(topic, conversation);
      if (isConclusive(outcome)) {
        return outcome;
      }
      outcomes.push(outcome);
    }
    return mostInformative(outcomes);
  };

  const answers = async (destination: Destination, signal: AbortSignal): Promise<boolean> => {
    const reply = await requester.ask(
      { destination, method: "GET", path: "/v2/", accept: "*/*", maxBytes: MAX_PROBE_BYTES, gated: false },
      { signal },
    );
    return (
      reply.kind === "answered" || (reply.kind === "failed" && reply.failure.failureClass === "redirect")
    );
  };

  return {
    async check({ reference, endpoints }: CheckRequest, { signal }) {
      signal.throwIfAborted();
      lifetime.signal.throwIfAborted();
      const outcomes: Outcome[] = [];
      for (const endpoint of endpoints) {
        let outcome: Outcome;
        try {
          outcome = await checkEndpoint(endpoint, reference, signal);
        } catch (error) {
          signal.throwIfAborted();
          lifetime.signal.throwIfAborted();
          outcome = { result: "unknown_error", message: oneLine(String(error)) };
        }
        if (outcome.result === "available") {
          return outcome;
        }
        outcomes.push(outcome);
      }
      lifetime.signal.throwIfAborted();
      return outcomes.length === 0
        ? { result: "bad_image_format", message: "there is no endpoint to ask" }
        : acrossEndpoints(outcomes);
    },
    async probe(registry, { signal }) {
      const host = hosts.find(registry);
      if (host !== undefined && (await answers(host, signal))) {
        return true;
      }
      const service = authenticator.tokenServiceAt(registry);
      return service !== undefined && (await answers(service, signal));
    },
    async close() {
      lifetime.abort();
      await transport.close();
    },
  };
}

const MAX_PROBE_BYTES = 64 * 1024;

/** Whether no further credential could better it: the image is there, or the registry is not to be asked now. */
function isConclusive({ result }: Outcome): boolean {
  return result === "available" || result === "rate_limited" || REASON_RECORDS[result].final;
}
