import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CloudCall } from "../../../src/credentials/cloud/cloudCall.ts";
import type { CloudCredentialsOptions } from "../../../src/credentials/cloud/cloudCredentials.ts";
import type { NodeCredentialSource } from "../../../src/credentials/nodeCredentials.ts";
import { createCloudCall } from "../../../src/registry/cloudCall.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { DEFAULT_OPTIONS } from "../../registry/harness.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";

/** A cloud's APIs in one server of 127.0.0.1, and a source that takes it for them. */
export async function openCloud(fake: {
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}) {
  const lifetime = new AbortController();
  const { signal } = lifetime;
  const server = createServer(async (request, response) => {
    if (!(await fake.handle(request, response))) {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origins: string[] = [];
  const log = recordingLogger();
  const real = createCloudCall({ options: DEFAULT_OPTIONS, env: {}, clock: systemClock, log, signal });
  const call: CloudCall = (request, options) => {
    origins.push(request.origin);
    return real({ ...request, origin: `http://${host}` }, options);
  };
  const errors: [string, number][] = [];
  return {
    host,
    /** Whom the source meant to ask, in order. */
    origins,
    log,
    errors,
    source(
      create: (options: CloudCredentialsOptions) => NodeCredentialSource,
      environment: Readonly<Record<string, string>>,
      mode: "auto" | "on" = "auto",
    ) {
      const source = create({
        mode,
        environment,
        call,
        clock: systemClock,
        random: () => 0,
        log,
        onErrors: (...error) => errors.push(error),
        signal,
      });
      /** What there is for an image, in a few words; or why there is nothing. */
      return async (registry: string) => {
        const found = await source.find(`${registry}/team/app`, { signal });
        return (
          found &&
          (found.unknown ??
            found.credentials.map(
              ({ credential: { username, password, tlsOnly = false } }) =>
                `${username}:${password}${tlsOnly ? " over TLS only" : ""}`,
            ))
        );
      };
    },
    async stop() {
      lifetime.abort();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
