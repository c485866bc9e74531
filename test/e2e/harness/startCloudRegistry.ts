import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
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

/**
 * Starts a registry with TLS, and a proxy that takes every connection to one of `names` there, and none elsewhere.
 *
 * @param names hosts that the registry's certificate is for
 */
export async function startCloudRegistry(
  names: readonly string[],
  auth: RegistryOptions["auth"],
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
    const upstream = connect(Number(new URL(registry.url).port), "127.0.0.1", () => {
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
      await registry.stop();
    },
  };
}
