import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from "node:http";
import { createSecureServer as createHttp2Server } from "node:http2";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { KeyPair } from "./certificates.ts";

/** A request as the server received it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly httpVersion: string;
}

/** What the server sends; status 200 and an empty body by default. */
export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Sent as it is, or as JSON; for HEAD it only gives the length. */
  readonly body?: string | Buffer | object;
}

/** Answers a request; `hang` never answers, `drop` closes the connection. */
export type Script = (
  request: ReceivedRequest,
) => ScriptedAnswer | "hang" | "drop" | Promise<ScriptedAnswer | "hang" | "drop">;

/** A server on a free port of the loopback interface that does as it is told. */
export interface ScriptedServer extends AsyncDisposable {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly port: number;
  readonly url: string;
  /** In the order received. */
  readonly requests: ReceivedRequest[];
  /** Method and URL of each request so far, for short assertions. */
  lines(): string[];
  /** How many connections were accepted. */
  readonly connections: number;
  /** How many of them are open. */
  readonly openConnections: number;
  /** May be replaced while the server runs. */
  script: Script;
  close(): Promise<void>;
}

/**
 * @param options.tls a certificate makes it HTTPS
 * @param options.http2 HTTP/2 besides HTTP/1.1, with `tls` only
 * @param options.port a certain port instead of a free one
 */
export async function startScriptedServer(
  script: Script,
  { tls, http2 = false, port = 0 }: { tls?: KeyPair; http2?: boolean; port?: number } = {},
): Promise<ScriptedServer> {
  const sockets = new Set<Socket>();
  const requests: ReceivedRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", async () => {
      const request: ReceivedRequest = {
        method: incoming.method ?? "",
        url: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        httpVersion: incoming.httpVersion,
      };
      requests.push(request);
      const answer = await running.script(request);
      if (answer === "hang") {
        return;
      }
      if (answer === "drop") {
        incoming.socket.destroy();
        return;
      }
      const { status = 200, headers = {}, body = "" } = answer;
      const content =
        typeof body === "string" || Buffer.isBuffer(body) ? Buffer.from(body) : JSON.stringify(body);
      response.writeHead(status, { "content-length": Buffer.byteLength(content), ...headers });
      response.end(request.method === "HEAD" ? undefined : content);
    });
  };
  const server = makeServer(listener, tls, http2);
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address() as AddressInfo;
  const host = `127.0.0.1:${address.port}`;
  const running: ScriptedServer = {
    host,
    port: address.port,
    url: `${tls === undefined ? "http" : "https"}://${host}`,
    requests,
    lines: () => requests.map(({ method, url }) => `${method} ${url}`),
    get connections() {
      return connections;
    },
    get openConnections() {
      return sockets.size;
    },
    script,
    async close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
    [Symbol.asyncDispose]: () => running.close(),
  };
  return running;
}

function makeServer(listener: RequestListener, tls: KeyPair | undefined, http2: boolean): Server {
  if (tls === undefined) {
    return createServer(listener);
  }
  if (http2) {
    // The compatibility API takes the same listeners; only the types do not say so.
    return createHttp2Server(
      { key: tls.key, cert: tls.cert, allowHTTP1: true },
      listener as unknown as Parameters<typeof createHttp2Server>[1],
    ) as unknown as Server;
  }
  return createSecureServer({ key: tls.key, cert: tls.cert }, listener);
}
