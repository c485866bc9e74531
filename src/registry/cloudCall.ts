import type { CloudCall } from "../credentials/cloud/cloudCall.ts";
import type { Logger } from "../log/logger.ts";
import { bareHostname, isLoopbackName } from "../network/hostname.ts";
import { readProxyEnvironment } from "../network/proxyEnvironment.ts";
import type { Clock } from "../time/clock.ts";
import { createAddressGuard } from "./addressGuard.ts";
import { createConnections } from "./connections.ts";
import { createHostSettings } from "./hostSettings.ts";
import { createNameResolver, type NameResolverOptions } from "./nameResolver.ts";
import type { RegistryOptions } from "./registryOptions.ts";
import { createTransport, type Transport } from "./transport.ts";
import { createTrustStore } from "./trustStore.ts";

const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Opens connections to a cloud's API with the first request. They are apart from those to registries: who names an image
 * chooses the host of the one, and has no say in the other but for a region.
 *
 * @param signal closes them
 * @param naming how names are resolved, where a test says so
 */
export function createCloudCall({
  options,
  env,
  clock,
  log,
  signal: lifetime,
  naming,
}: {
  options: RegistryOptions;
  env: Readonly<Record<string, string | undefined>>;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  naming?: NameResolverOptions;
}): CloudCall {
  const { settingsOf } = createHostSettings(options);
  let transport: Transport | undefined;
  const open = () => {
    const names = createNameResolver(naming);
    const opened = createTransport({
      connections: createConnections({
        guard: createAddressGuard(options.allowedNetworks),
        trust: createTrustStore({ caFiles: options.caFiles, hostCaFiles: [], clock, log, signal: lifetime }),
        proxies: readProxyEnvironment(env),
        resolve: names.resolve,
        clock,
      }),
      clock,
    });
    const close = () => {
      names.close();
      void opened.close();
    };
    lifetime.addEventListener("abort", close, { once: true });
    return opened;
  };
  return async ({ origin, method, path, headers, body }, { signal }) => {
    signal.throwIfAborted();
    lifetime.throwIfAborted();
    transport ??= open();
    const url = new URL(origin);
    const result = await transport.exchange(
      {
        origin: {
          url: url.origin,
          settings: settingsOf(url.host),
          // By its name alone: what the environment leads to, and no name that only resolves so.
          allowLoopback: isLoopbackName(bareHostname(url)),
        },
        method,
        path,
        // Its own are made from the address and the body.
        headers: Object.entries(headers)
          .filter(([name]) => !["host", "content-length"].includes(name.toLowerCase()))
          .flat(),
        ...(body === "" ? {} : { body }),
        maxBytes: MAX_BODY_BYTES,
      },
      { signal },
    );
    if (result.kind === "failed") {
      throw new Error(`${method} ${url.origin}: ${result.failure.message}`);
    }
    return {
      status: result.status,
      headers: Object.fromEntries(
        Object.entries(result.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
      ),
      body: result.body,
    };
  };
}
