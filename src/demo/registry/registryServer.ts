import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Reply } from "./exchange.ts";

/** Enough for any tiny image; a registry of one's own would take gigabytes. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface RegistryServer {
  /** `127.0.0.1:port`. */
  readonly host: string;
  /** Closes all connections; new ones are taken. */
  dropConnections(): void;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1.
 *
 * @param refuses asked at each new connection; true closes it at once
 */
export async function listenOnLoopback(
  listener: RequestListener,
  {
    port,
    tls,
    refuses,
  }: {
    readonly port: number;
    readonly tls: { readonly key: string; readonly cert: string } | undefined;
    readonly refuses: () => boolean;
  },
): Promise<RegistryServer> {
  const server = tls !== undefined ? createSecureServer(tls, listener) : createServer(listener);
  // Longer than any client of ours waits between two requests, so that it is never us who close a busy connection.
  server.keepAliveTimeout = 65_000;
  server.on("connection", (socket) => {
    if (refuses()) {
      socket.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${address.port}`,
    dropConnections: () => server.closeAllConnections(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A request's body; rejects where it is larger than 16 MiB or breaks off. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      throw new RangeError(`request body is larger than ${MAX_BODY_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Sends a reply, without its body for HEAD but with its length, as RFC 9110 section 9.3.2 wants. */
export function sendReply({ method }: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const withoutBody = reply.status === 204 || reply.status === 304;
  response.writeHead(reply.status, {
    "docker-distribution-api-version": "registry/2.0",
    ...reply.headers,
    ...(withoutBody ? {} : { "content-length": String(Buffer.byteLength(reply.body)) }),
  });
  response.end(method === "HEAD" || withoutBody ? undefined : reply.body);
}
