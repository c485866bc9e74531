import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { request as askTls, createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { makeAuthority, makeServerCertificate } from "../../support/certificates.ts";
import { type Registry, type RegistryOptions, startRegistry } from "./startRegistry.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** A registry that is found under names that it does not have in truth. */
export interface CloudRegistry {
  readonly registry: Registry;
  /** For the exporter: a proxy by which all names lead to the registry. */
  readonly env: Readonly<Record<string, string>>;
  /** A PEM file to be trusted. */
  readonly caFile: string;
  /** Hosts that were asked for, in order, each time a connection was made. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Part of a cloud: answers what is for it. */
export interface CloudApi {
  /** @returns whether the request was one for it */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/**
 * Starts a registry with TLS, and a proxy that takes every connection to one of `names` there, and none elsewhere.
 *
 * @param names hosts that the registry's certificate is for
 * @param apis of the cloud: asked first, by all names; what none of them takes is for the registry
 */
export async function startCloudRegistry(
  names: readonly string[],
  auth: RegistryOptions["auth"],
  apis: readonly CloudApi[] = [],
): Promise<CloudRegistry> {
  const folder = await temporaryFolder("cloud");
  const authority = await makeAuthority();
  const { key, cert } = await makeServerCertificate(["127.0.0.1", ...names], authority);
  const tls = {
    certificateFile: join(folder, "tls.crt"),
    keyFile: join(folder, "tls.key"),
    ca: authority.cert,
  };
  await writeFile(tls.certificateFile, cert);
  await writeFile(tls.keyFile, key);
  const caFile = join(folder, "ca.pem");
  await writeFile(caFile, authority.cert);
  const registry = await startRegistry({ tls, ...(auth && { auth }) });

  const api =
    apis.length === 0 ? undefined : await startFront(apis, { key, cert, ca: authority.cert }, registry.url);
  const port = api?.port ?? Number(new URL(registry.url).port);
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const proxy = createServer();
  proxy.on("connect", ({ url = "" }, client) => {
    const [name = ""] = url.split(":");
    asked.push(name);
    if (!names.includes(name)) {
      client.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      return;
    }
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 OK\r\n\r\n");
      client.pipe(upstream).pipe(client);
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => {});
      one.once("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    registry,
    env: {
      HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
      NO_PROXY: "127.0.0.1",
    },
    caFile,
    asked,
    async stop() {
      proxy.close();
      for (const socket of sockets) {
        socket.destroy();
      }
      api?.stop();
      await registry.stop();
    },
  };
}

/** Stands before the registry, with its certificate. */
async function startFront(
  apis: readonly CloudApi[],
  { key, cert, ca }: { readonly key: string; readonly cert: string; readonly ca: string },
  registry: string,
): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server = createTlsServer({ key, cert }, async (request, response) => {
    for (const api of apis) {
      if (await api.handle(request, response)) {
        return;
      }
    }
    const { method, url, headers } = request;
    const asked = askTls(new URL(url ?? "/", registry), { method, headers, ca }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    asked.on("error", () => response.destroy());
    request.pipe(asked);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
